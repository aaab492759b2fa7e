package dev.muster.snapshot;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reading can prove about one feed. `fetched = stored + rejected` holds always.
///
/// @param total      records by PagerDuty's own count; none when it does not tell
/// @param stored     records whose rows were taken
/// @param rejected   records not taken, duplicates included
/// @param duplicates records whose id came before
/// @param unresolved accounts and resources its records name, which listings of their type do not show
/// @param unknown    values the connector does not know, kept as they came
/// @param kept       records the connector did not fetch because they had not changed; a single reading has
///                   none
/// @param disagreements facts on which two witnesses differ
/// @param parts      of a feed that is read by parts, how they ended
/// @param reason     why it is incomplete or not available; empty otherwise
/// @param problem    the same with its kind; none unless incomplete
/// @param requestId  PagerDuty's id of the request that ended it before its end; none when no answer did
/// @param notes      why records were rejected and which values are unknown, the first hundred of
///                   each kind
record FeedProof(
        Feed feed,
        State state,
        long requests,
        long pages,
        @Nullable Long total,
        long fetched,
        long stored,
        long rejected,
        long duplicates,
        long unresolved,
        long unknown,
        long kept,
        long disagreements,
        Parts parts,
        String reason,
        @Nullable Problem problem,
        @Nullable String requestId,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Note> notes) {
    FeedProof {
        notes = List.copyOf(notes);
    }

    /// How the reading of a feed ended.
    enum State {
        COMPLETE,
        /// All but some parts.
        PARTIAL,
        INCOMPLETE,
        NOT_AVAILABLE,
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
    }

    /// How many parts were read, were removed meanwhile, and could not be read.
    record Parts(long read, long removed, long unread) {
        /// Of a feed that is one listing.
        static final Parts NONE = new Parts(0, 0, 0);
    }

    /// Whether anything of it is missing that was asked for.
    boolean isLacking() {
        return state == State.INCOMPLETE || state == State.PARTIAL;
    }

    /// @param kind    `rejected`, `unknown`, `removed`, `unread`, `remark` or
    ///                `disagreement`
    /// @param subject the record or the value
    record Note(String kind, String subject, String detail) {}
}
