package dev.muster.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows a chain entry by entry, checks it, and gathers the entries at its beginning that are older than a moment.
/// The first that is not ends them, and the newest of all always stays. For one thread and one pass.
final class PruningPlan implements AuditStore.LinkReader {
    private final ChainCheck check;
    private final Instant before;
    private final MessageDigest digest = ChainHash.sha256();
    private @Nullable Old first;
    private @Nullable Old last;
    private @Nullable Old waiting;
    private boolean ended;

    /// @param check that nothing was read by yet
    PruningPlan(ChainCheck check, Instant before) {
        this.check = check;
        this.before = before;
    }

    private record Old(Instant at, Link link) {}

    @Override
    public void read(AuditEntry entry, byte[] previous, Link link) {
        check.read(entry, previous, link);
        if (ended) {
            return;
        }
        if (waiting != null) {
            take(waiting);
        }
        ended = !entry.at().isBefore(before);
        waiting = ended ? null : new Old(entry.at(), link);
    }

    private void take(Old old) {
        digest.update("%d %s\n".formatted(old.link().number(), old.link().hex()).getBytes(US_ASCII));
        first = first == null ? old : first;
        last = old;
    }

    /// What would go; empty when everything is newer.
    Optional<Pruned> pruned() {
        if (first == null || last == null) {
            return Optional.empty();
        }
        byte[] signature = last.link().signature();
        return Optional.of(new Pruned(
                first.link().number(),
                last.link().number(),
                first.at(),
                last.at(),
                last.link().hex(),
                signature == null ? null : HexFormat.of().formatHex(signature),
                HexFormat.of().formatHex(digest.digest())));
    }
}
