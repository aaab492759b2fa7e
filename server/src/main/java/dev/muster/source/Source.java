package dev.muster.source;

import dev.muster.web.Moment;
import org.jspecify.annotations.Nullable;

/// Where a fact was read, as pages explain it (`source/told`).
///
/// @param feed        title of the feed that told it
/// @param record      the record of the application that told it
/// @param first       what showed it so first
/// @param atFirstLook whether that is the first revision there is: then it is older, and nobody knows how old
/// @param last        what showed it last; none when it was not read again there
/// @param unread      why it was not read again, as a sentence without a full stop; empty when it was
public record Source(
        String feed,
        String record,
        Seen first,
        boolean atFirstLook,
        @Nullable Seen last,
        String unread) {

    /// A revision that shows a fact.
    ///
    /// @param href the page of the run that made it
    public record Seen(long revision, long run, Moment at, String href) {}
}
