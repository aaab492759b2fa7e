package dev.muster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Checks a file that [RecordFiles] wrote, line by line, with nothing but the file and a public key: whatever somebody
/// without the key changed, took out, added or put elsewhere is found. For one thread and one file.
public final class FileCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final VerifyingKey key;
    private final MessageDigest digest = ChainHash.sha256();
    private long lines;
    private @Nullable RecordLine above;
    private @Nullable String fault;
    private long newest;
    private long firstGap;
    private @Nullable Pruned pruned;
    private final List<Link> unproved = new ArrayList<>();

    private FileCheck(VerifyingKey key) {
        this.key = key;
    }

    /// What a file turned out to be.
    public sealed interface Result {
        /// It is as Muster wrote it.
        ///
        /// @param entries how many it has
        /// @param newest  number of the newest; 0 when it has none
        /// @param oldest  number of the oldest; 0 when it has none
        /// @param asked   what it was narrowed to; empty when it is the whole record as of then
        /// @param at      when it was written
        record AsWritten(String tenant, long entries, long newest, long oldest, String asked, Instant at)
                implements Result {}

        /// It is not.
        ///
        /// @param why as a sentence
        record Changed(String why) implements Result {}
    }

    /// The key that a file names as its own, whoever put that there.
    ///
    /// @return none when its last line is no seal
    public static @Nullable VerifyingKey namedIn(String lastLine) {
        try {
            return FileSeal.parse(lastLine)
                    .map(seal -> VerifyingKey.parse(seal.publicKey()))
                    .orElse(null);
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }

    /// Reads a file to its end.
    public static Result of(BufferedReader file, VerifyingKey key) throws IOException {
        var check = new FileCheck(key);
        String line = file.readLine();
        while (line != null) {
            String next = file.readLine();
            if (next == null) {
                return check.end(line);
            }
            check.read(line);
            line = next;
        }
        return new Result.Changed("The file is empty.");
    }

    private void read(String text) {
        lines++;
        digest.update((text + "\n").getBytes(UTF_8));
        if (fault != null) {
            return;
        }
        try {
            RecordLine line = JSON.readValue(text, RecordLine.class);
            fault = fault(line);
            above = line;
            pruned = pruned == null ? Pruned.of(line.entry()).orElse(null) : pruned;
        } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            fault = "Line %d is no entry of a record.".formatted(lines);
        }
    }

    private @Nullable String fault(RecordLine line) {
        if (!line.computed().equals(line.hash())) {
            return "Entry %d is not what was written.".formatted(line.number());
        }
        RecordLine newer = above;
        if (newer == null) {
            newest = line.number();
            return top(line);
        }
        if (line.number() >= newer.number()) {
            return "Entry %d stands after entry %d, where only older ones belong."
                    .formatted(line.number(), newer.number());
        }
        if (!line.tenant().equals(newer.tenant())) {
            return "Entry %d is of another tenant.".formatted(line.number());
        }
        if (line.number() < newer.number() - 1) {
            firstGap = firstGap == 0 ? newer.number() - 1 : firstGap;
            return top(line);
        }
        boolean follows =
                line.hash().equals(newer.previousHash()) && Objects.equals(line.signature(), newer.previousSignature());
        return follows ? null : "Entry %d does not follow the one before it.".formatted(newer.number());
    }

    /// Nothing newer in the file speaks for this one, so its own signature has to. Whether it ought to have one, the
    /// seal says.
    private @Nullable String top(RecordLine line) {
        if (!line.link().isSignedBy(key)) {
            unproved.add(line.link());
        }
        return null;
    }

    private Result end(String last) {
        FileSeal seal = FileSeal.parse(last).orElse(null);
        if (seal == null) {
            return changed("The file does not end with the line that Muster signs, so its end was cut off or changed.");
        }
        boolean sealed = isSigned(seal);
        boolean same = sealed
                && seal.entries() == lines
                && seal.sha256().equals(HexFormat.of().formatHex(digest.digest()));
        if (!sealed) {
            return changed("The last line is not signed with the key.");
        }
        if (!same) {
            return changed(whatDiffers(seal));
        }
        if (fault != null) {
            return already(fault);
        }
        return inside(seal);
    }

    private Result inside(FileSeal seal) {
        RecordLine oldest = above;
        List<VerifyingKey> keys =
                seal.entryKeys().stream().map(VerifyingKey::parse).toList();
        Optional<Link> unsigned = unproved.stream()
                .filter(link -> link.number() >= seal.signedFrom())
                .filter(link -> keys.stream().noneMatch(link::isSignedBy))
                .findFirst();
        if (unsigned.isPresent()) {
            return already("Entry %d is not signed by this Muster."
                    .formatted(unsigned.get().number()));
        }
        if (seal.asked().isEmpty() && firstGap > 0) {
            return already("Entry %d is missing.".formatted(firstGap));
        }
        if (seal.asked().isEmpty() && !beginsWhereItMay()) {
            return already(
                    pruned == null
                            ? "Entry %d is missing.".formatted(oldest == null ? 1 : oldest.number() - 1)
                            : "It does not begin with entry %d, which follows those that were removed."
                                    .formatted(pruned.last() + 1));
        }
        return new Result.AsWritten(
                seal.tenant().toString(), lines, newest, oldest == null ? 0 : oldest.number(), seal.asked(), seal.at());
    }

    /// With the first entry of all, or with the one that follows those that the operator removed.
    private boolean beginsWhereItMay() {
        RecordLine oldest = above;
        if (oldest == null || pruned == null) {
            return oldest == null || oldest.number() == 1;
        }
        return oldest.follows(pruned);
    }

    private static Result already(String why) {
        return new Result.Changed(
                why + " It was so already when Muster wrote the file: the record was changed in its database.");
    }

    private String whatDiffers(FileSeal seal) {
        if (seal.asked().isEmpty() && firstGap > 0) {
            return "Entry %d is missing.".formatted(firstGap);
        }
        return seal.entries() == lines
                ? "The entries are not the ones that Muster wrote into this file."
                : "The file has %d entries, and Muster wrote %d into it.".formatted(lines, seal.entries());
    }

    private Result changed(String otherwise) {
        return new Result.Changed(fault == null ? otherwise : fault);
    }

    private boolean isSigned(FileSeal seal) {
        try {
            return seal.isSignedBy(key);
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }
}
