package dev.muster.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muster.audit.ShippedCheck.Kept;
import dev.muster.secret.VerifyingKey;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The entries of one tenant among shipped ones, as stretches without gaps. For one thread.
final class ShippedRecord {
    private final UUID tenant;
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private final Map<Long, Pruned> pruned = new HashMap<>();
    private long again;
    private long otherWords;

    ShippedRecord(UUID tenant) {
        this.tenant = tenant;
    }

    /// Entries that follow each other.
    private static final class Stretch {
        private final RecordLine first;
        private RecordLine last;
        private final List<byte[]> fingerprints = new ArrayList<>();

        Stretch(RecordLine first) {
            this.first = first;
            this.last = first;
            fingerprints.add(fingerprint(first));
        }

        void add(RecordLine next) {
            last = next;
            fingerprints.add(fingerprint(next));
        }

        boolean has(RecordLine line) {
            return Arrays.equals(fingerprints.get((int) (line.number() - first.number())), fingerprint(line));
        }

        /// A hash is not of its own signature.
        private static byte[] fingerprint(RecordLine line) {
            MessageDigest digest = ChainHash.sha256();
            digest.update((line.hash() + " " + line.signature()).getBytes(US_ASCII));
            return digest.digest();
        }
    }

    /// Takes an entry.
    ///
    /// @return what is wrong with it
    Optional<String> read(RecordLine line) {
        if (!line.computed().equals(line.hash())) {
            return fault("Entry %d of tenant %s is not what was written.", line.number());
        }
        Map.Entry<Long, Stretch> below = stretches.floorEntry(line.number());
        Stretch stretch = below == null ? null : below.getValue();
        if (stretch != null && line.number() <= stretch.last.number()) {
            again++;
            return stretch.has(line)
                    ? Optional.empty()
                    : fault("Entry %d of tenant %s is there twice, and the two are not the same.", line.number());
        }
        Pruned.of(line.entry()).ifPresent(told -> pruned.put(told.last(), told));
        otherWords += Sentence.of(line.entry()).text().equals(line.sentence()) ? 0 : 1;
        if (stretch == null || line.number() > stretch.last.number() + 1) {
            stretches.put(line.number(), new Stretch(line));
            return Optional.empty();
        }
        Optional<String> fault = faultBetween(stretch.last, line);
        stretch.add(line);
        return fault;
    }

    /// What is wrong with all of them together.
    List<String> faults(List<VerifyingKey> keys) {
        List<String> faults = new ArrayList<>();
        RecordLine last = null;
        for (Stretch stretch : stretches.values()) {
            faultBefore(last, stretch.first, keys).forEach(faults::add);
            last = stretch.last;
        }
        if (last != null) {
            unsigned(last, keys).ifPresent(faults::add);
        }
        return faults;
    }

    private List<String> faultBefore(@Nullable RecordLine last, RecordLine next, List<VerifyingKey> keys) {
        if (last != null && last.number() + 1 == next.number()) {
            return faultBetween(last, next).stream().toList();
        }
        if (last == null && mayBeginWith(next)) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        if (last != null) {
            unsigned(last, keys).ifPresent(faults::add);
        }
        long from = last == null ? 1 : last.number() + 1;
        faults.add(
                from == next.number() - 1
                        ? "Entry %d of tenant %s is missing.".formatted(from, tenant)
                        : "Entries %d to %d of tenant %s are missing.".formatted(from, next.number() - 1, tenant));
        return faults;
    }

    private boolean mayBeginWith(RecordLine first) {
        Pruned before = pruned.get(first.number() - 1);
        return first.number() == 1 || before != null && first.follows(before);
    }

    private Optional<String> faultBetween(RecordLine last, RecordLine next) {
        boolean follows =
                last.hash().equals(next.previousHash()) && Objects.equals(last.signature(), next.previousSignature());
        return follows
                ? Optional.empty()
                : fault("Entry %d of tenant %s does not follow the one before it.", next.number());
    }

    /// Of each stretch the last speaks for all.
    private Optional<String> unsigned(RecordLine last, List<VerifyingKey> keys) {
        return keys.isEmpty() || keys.stream().anyMatch(last.link()::isSignedBy)
                ? Optional.empty()
                : fault("Entry %d of tenant %s is not signed with the key.", last.number());
    }

    private Optional<String> fault(String sentence, long number) {
        return Optional.of(sentence.formatted(number, tenant));
    }

    /// Nothing when none of them was what was written.
    Optional<Kept> kept() {
        if (stretches.isEmpty()) {
            return Optional.empty();
        }
        RecordLine newest = stretches.lastEntry().getValue().last;
        return Optional.of(new Kept(
                tenant,
                stretches.values().stream()
                        .mapToLong(stretch -> stretch.fingerprints.size())
                        .sum(),
                again,
                otherWords,
                stretches.firstKey(),
                newest.number(),
                newest.hash()));
    }
}
