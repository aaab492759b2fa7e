package dev.muster.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a tenant's audit record is still what was written.
public sealed interface Chain {

    /// Every entry follows from the one before it, the oldest from what the record says was removed, and the newest
    /// is signed by this Muster, which says so of all.
    ///
    /// @param head   hash of the newest entry in hexadecimal: kept elsewhere, it also shows entries cut off at
    ///               the end
    /// @param before entries that were there when this Muster began to sign: nothing is known of them but that
    ///               they have not been changed since; 0 when all were signed when they were written
    /// @param since  when it began; none when there are no such entries
    /// @param pruned what the operator removed last; none when the record begins with its first entry
    record Unbroken(
            long entries,
            String head,
            long before,
            @Nullable Instant since,
            @Nullable Pruned pruned) implements Chain {}

    /// The record was changed behind Muster's back.
    ///
    /// @param number of the first entry that does not fit
    /// @param why    as a sentence
    record Broken(long number, String why) implements Chain {}
}
