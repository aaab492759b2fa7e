package dev.muster.audit;

import dev.muster.database.TenantId;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Follows a chain entry by entry and remembers the first that does not fit. For one thread and one pass.
final class ChainCheck implements AuditStore.LinkReader {
    private final TenantId tenant;
    private long entries;
    private byte[] head = ChainHash.beforeFirst();
    private Chain.@Nullable Broken broken;

    ChainCheck(TenantId tenant) {
        this.tenant = tenant;
    }

    @Override
    public void read(AuditEntry entry, byte[] previous, byte[] hash) {
        if (broken != null) {
            return;
        }
        broken = fault(entry, previous, hash);
        entries++;
        head = hash;
    }

    Chain outcome() {
        return broken != null
                ? broken
                : new Chain.Unbroken(entries, HexFormat.of().formatHex(head));
    }

    private Chain.@Nullable Broken fault(AuditEntry entry, byte[] previous, byte[] hash) {
        long expected = entries + 1;
        if (entry.number() != expected) {
            return new Chain.Broken(expected, "Entry %d is missing.".formatted(expected));
        }
        if (!Arrays.equals(previous, head)) {
            return new Chain.Broken(expected, "Entry %d does not follow the one before it.".formatted(expected));
        }
        if (!Arrays.equals(hash, ChainHash.of(head, tenant, entry))) {
            return new Chain.Broken(expected, "Entry %d is not what was written.".formatted(expected));
        }
        return null;
    }
}
