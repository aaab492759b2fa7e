package dev.muster.audit;

import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Checks files of the record that were shipped entry by entry, of any number of tenants, in any order: rotated
/// files and one that goes on. Entries may come more than once, and half a line of a server that died may stand
/// before the whole one. What somebody without the key changed, took out or added is found, but for entries missing
/// at the end, which no file can show: the newest is told, to be compared with the log. Keeps 32 bytes of each
/// entry. For one thread.
public final class ShippedCheck {
    private static final int MOST_FAULTS = 20;
    private static final int MOST_HALVES = 1_000;

    /// A field that is there twice, or that no entry has, would be read by some and not by others.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<UUID, ShippedRecord> records = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Half> halves = new ArrayList<>();

    /// What stands where an entry should.
    private record Half(String place, String text) {
        boolean beginsAs(String line) {
            return line.startsWith(text);
        }
    }

    /// What was found.
    ///
    /// @param records of each tenant, in order of their ids
    /// @param faults  as sentences, the first 20; empty when all is as it was shipped
    public record Result(List<Kept> records, List<String> faults) {
        public Result {
            records = List.copyOf(records);
            faults = List.copyOf(faults);
        }
    }

    /// The entries of a tenant.
    ///
    /// @param entries    how many there are, each counted once
    /// @param again      lines that repeat an entry
    /// @param otherWords entries whose sentence this version would write otherwise; a sentence is in no hash
    /// @param hash       of the newest, in hexadecimal
    public record Kept(UUID tenant, long entries, long again, long otherWords, long oldest, long newest, String hash) {}

    /// Reads a file to its end.
    ///
    /// @param name of the file, for faults
    public void read(String name, BufferedReader file) throws IOException {
        long number = 0;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            read("Line %d of %s".formatted(number, name), line);
        }
    }

    /// What all files together are.
    ///
    /// @param keys any of which may have signed; without one signatures are not looked at
    public Result end(List<VerifyingKey> keys) {
        halves.forEach(half -> fault(half.place() + " is no entry of a record."));
        records.values().stream()
                .flatMap(record -> record.faults(keys).stream())
                .forEach(this::fault);
        return new Result(
                records.values().stream()
                        .flatMap(record -> record.kept().stream())
                        .toList(),
                faults);
    }

    private void read(String place, String text) {
        halves.removeIf(half -> half.beginsAs(text));
        try {
            RecordLine line = JSON.readValue(text, RecordLine.class);
            records.computeIfAbsent(line.tenant(), ShippedRecord::new)
                    .read(line)
                    .ifPresent(this::fault);
        } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            if (halves.size() == MOST_HALVES) {
                fault(place + " is no entry of a record.");
            } else {
                // cut off within a letter, it ends with the sign for what cannot be read
                halves.add(new Half(place, text.replaceAll("\uFFFD+$", "")));
            }
        }
    }

    private void fault(String sentence) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(sentence);
        }
    }
}
