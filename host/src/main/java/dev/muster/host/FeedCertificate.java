package dev.muster.host;

import dev.muster.connector.FeedOutcome;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a reading can prove about one feed. `fetched + kept = stored + rejected` holds for every feed read to its
/// end.
///
/// @param feed       id of the feed
/// @param reason     why it, or some of it, was not read
/// @param requestId  the application's id of the request that failed
/// @param requests   requests sent, retries included
/// @param pages      pages read to their end
/// @param total      records by the application's own count; none when it does not tell
/// @param fetched    records that came
/// @param kept       records not read again, because the application proved that nothing changed there, or because
///                   their part could not be read
/// @param stored     records whose rows were taken
/// @param rejected   records not taken, duplicates included; each with a reason
/// @param duplicates records that came more than once
/// @param unresolved references to something no listing shows
/// @param unknown    values the connector does not know, kept as they came
/// @param disagreements facts that two witnesses told differently; none of a feed that was not read to its end, whose
///                   witnesses were not all heard
/// @param digest     of the stored rows, the same for the same rows in any order; none when nobody made one
public record FeedCertificate(
        String feed,
        State state,
        FeedReason reason,
        @Nullable String requestId,
        long requests,
        long pages,
        @Nullable Long total,
        Parts parts,
        long fetched,
        long kept,
        long stored,
        long rejected,
        long duplicates,
        long unresolved,
        long unknown,
        Disagreements disagreements,
        @Nullable String digest,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /// How far the reading of a feed is, or how it ended.
    public enum State {
        WAITING,
        READING,
        COMPLETE,
        /// All but some parts, whose rows stay as they were.
        PARTIAL,
        INCOMPLETE,
        /// Refused by plan or scope.
        NOT_AVAILABLE,
        /// Nobody asked for it.
        SWITCHED_OFF;

        static State of(FeedOutcome outcome) {
            return switch (outcome) {
                case FeedOutcome.Complete complete -> COMPLETE;
                case FeedOutcome.Partial partial -> PARTIAL;
                case FeedOutcome.Incomplete incomplete -> INCOMPLETE;
                case FeedOutcome.NotAvailable refused -> NOT_AVAILABLE;
                case FeedOutcome.SwitchedOff off -> SWITCHED_OFF;
            };
        }

        boolean isClosing() {
            return this == COMPLETE || this == PARTIAL;
        }

        /// As output, API and database say it: `not_available`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether it was read to its end, or but for some parts: rows that it does not show any more are gone.
    public boolean isClosing() {
        return state.isClosing();
    }

    /// Whether anything of it is missing that was asked for.
    public boolean isLacking() {
        return switch (state) {
            case WAITING, READING, PARTIAL, INCOMPLETE -> true;
            case COMPLETE, NOT_AVAILABLE, SWITCHED_OFF -> false;
        };
    }

    /// Whether every record is accounted for.
    public boolean isBalanced() {
        return fetched + kept == stored + rejected;
    }
}
