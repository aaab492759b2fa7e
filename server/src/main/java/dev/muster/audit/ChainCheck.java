package dev.muster.audit;

import dev.muster.database.TenantId;
import dev.muster.secret.SigningKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Follows a chain entry by entry and remembers the first that does not fit. For one thread and one pass.
///
/// A hash covers the entry, the hash before it and the signature before it. So the signature of the newest entry speaks
/// for every entry and every signature, and is the only one that has to be checked while all is well.
final class ChainCheck implements AuditStore.LinkReader {
    /// What an entry is called with which a Muster begins to sign a record that was there before.
    static final String BEGINNING = "record.signed";

    /// What an entry is called with which a Muster says that it found another newest entry than it had written.
    static final String BREAK = "record.broken";

    private final TenantId tenant;
    private final SigningKey key;
    private final @Nullable Link witnessed;
    private final @Nullable Pruned pruned;
    private final Link start;
    private Link head;
    private @Nullable Pruned proved;
    private long before;
    private @Nullable Instant since;
    private Chain.@Nullable Broken broken;

    /// @param witnessed what this server saw as the newest entry; none when it saw none
    /// @param pruned    what the newest entry about it says was removed at the beginning, and is yet to be proved;
    ///                  none when there is no such entry
    ChainCheck(TenantId tenant, SigningKey key, @Nullable Link witnessed, @Nullable Pruned pruned) {
        this.tenant = tenant;
        this.key = key;
        this.witnessed = witnessed;
        this.pruned = pruned;
        this.start = pruned == null ? Link.BEFORE_FIRST : pruned.end();
        this.head = start;
    }

    @Override
    public void read(AuditEntry entry, byte[] previous, Link link) {
        if (broken != null) {
            return;
        }
        broken = fault(entry, previous, link);
        if (entry.action().equals(BEGINNING)) {
            before = entry.number() - 1 - start.number();
            since = entry.at();
        }
        proved = Pruned.of(entry).orElse(proved);
        if (broken == null && entry.action().equals(BREAK)) {
            broken = noted(entry);
        }
        head = link;
    }

    /// @param links the same chain, to look an entry up when something is wrong
    Chain outcome(LongFunction<Optional<Link>> links) {
        if (broken != null) {
            return broken;
        }
        if (head.number() == start.number() || !Objects.equals(pruned, proved)) {
            return missing(1);
        }
        if (!head.isSignedBy(key)) {
            return unsigned(firstUnsigned(links));
        }
        if (witnessed != null && head.number() < witnessed.number()) {
            return cutOff(witnessed.number());
        }
        return new Chain.Unbroken(head.number() - start.number(), head.hex(), before, since, pruned);
    }

    private Chain.@Nullable Broken fault(AuditEntry entry, byte[] previous, Link link) {
        long expected = head.number() + 1;
        if (entry.number() < expected) {
            return new Chain.Broken(
                    entry.number(), "Entry %d is where entry %d belongs.".formatted(entry.number(), expected));
        }
        if (entry.number() > expected) {
            return missing(expected);
        }
        if (!Arrays.equals(previous, head.hash())) {
            return new Chain.Broken(expected, "Entry %d does not follow the one before it.".formatted(expected));
        }
        if (!Arrays.equals(link.hash(), ChainHash.of(head.hash(), head.signature(), tenant, entry))) {
            return new Chain.Broken(expected, "Entry %d is not what was written.".formatted(expected));
        }
        if (witnessed != null && witnessed.number() == expected && !Arrays.equals(witnessed.hash(), link.hash())) {
            return new Chain.Broken(expected, "Entry %d is not the one that this server saw.".formatted(expected));
        }
        return null;
    }

    private static Chain.Broken noted(AuditEntry entry) {
        return new Chain.Broken(
                entry.number() - 1,
                "Entry %d was not the one that was written, which was noticed when entry %d was added."
                        .formatted(entry.number() - 1, entry.number()));
    }

    /// Whoever changes an entry changes the hash of each that follows, and can sign none of them.
    private long firstUnsigned(LongFunction<Optional<Link>> links) {
        long good = start.number() + before;
        long bad = head.number();
        while (bad - good > 1) {
            long middle = good + (bad - good) / 2;
            if (links.apply(middle).filter(link -> link.isSignedBy(key)).isPresent()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return bad;
    }

    private static Chain.Broken missing(long number) {
        return new Chain.Broken(number, "Entry %d is missing.".formatted(number));
    }

    private static Chain.Broken unsigned(long number) {
        return new Chain.Broken(number, "Entry %d is not signed by this Muster.".formatted(number));
    }

    private Chain.Broken cutOff(long number) {
        return new Chain.Broken(
                head.number() + 1,
                "The record ends with entry %d, and this server saw entry %d.".formatted(head.number(), number));
    }
}
