package dev.muster.explorer;

import dev.muster.ledger.Revision;
import dev.muster.setup.IntegrationHeads;
import dev.muster.web.Moment;
import org.jspecify.annotations.Nullable;

/// The revision that a page shows.
///
/// @param revision  its number; 0 before anything was published
/// @param published when it was published; none before anything was
/// @param newest    whether none is newer
public record Shown(long revision, @Nullable Moment published, boolean newest) {
    /// As pages name it.
    public static Shown of(IntegrationHeads heads, Revision revision) {
        return new Shown(
                revision.number(),
                heads.momentOrNone(revision.integration(), revision.publishedAt()),
                revision.newest());
    }
}
