package dev.muster.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.muster.connector.Problem.Cause;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a run can prove about one feed. `fetched + kept = stored + rejected` holds for every feed read to its
/// end.
///
/// @param feed          id of the feed
/// @param reason        why it is incomplete or not available; empty otherwise
/// @param cause         what kind of trouble made it incomplete; none otherwise
/// @param requestId     the application's id of the request that failed
/// @param requests      requests sent, retries included
/// @param pages         pages read to their end
/// @param providerTotal records by the application's own count; none when it does not tell
/// @param partDone      of a feed read in parts, how many parts are read
/// @param fetched       records that came
/// @param kept          records not read again, because the application proved that nothing changed there, or because
///                      their part could not be read
/// @param stored        records published, or to be published
/// @param rejected      records not stored, duplicates included; each with a reason
/// @param duplicates    records that came more than once
/// @param unresolved    references to something no listing shows, kept as stubs
/// @param unknown       values the connector does not know, kept as they came
/// @param digest        digest of the stored rows, the same for the same rows in any order
/// @param lacking       what of it could not be read, when it was read but for some parts
public record FeedCertificate(
        String feed,
        State state,
        String reason,
        @Nullable Cause cause,
        @Nullable String requestId,
        long requests,
        long pages,
        @Nullable Long providerTotal,
        @Nullable Long partDone,
        @Nullable Long partOf,
        long fetched,
        long kept,
        long stored,
        long rejected,
        long duplicates,
        long unresolved,
        long unknown,
        @Nullable String digest,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Lacking lacking) {

    /// What was not read of a feed that was read but for some parts.
    ///
    /// @param parts how many parts
    /// @param what  `the members of team Payments`; empty when nothing is lacking
    /// @param why   `PagerDuty refuses them (403)`, or `(503)` when it may pass by itself
    public record Lacking(long parts, String what, String why) {
        /// Of every other feed.
        static final Lacking NOTHING = new Lacking(0, "", "");

        /// As an exception: `the members of team Payments: PagerDuty refuses them (403)`.
        String exception() {
            return "%s: %s".formatted(what, why);
        }

        /// The same when it was so in the run before: `what carries tag X: not available, as in the run before
        /// (503)`.
        String exceptionAgain() {
            return "%s: not available, as in the run before%s %s".formatted(what, why.startsWith("(") ? "" : ":", why);
        }

        /// As trouble: `The members of team Payments could not be read (503)`.
        String trouble() {
            return "%s%s could not be read%s %s"
                    .formatted(
                            what.substring(0, 1).toUpperCase(Locale.ROOT),
                            what.substring(1),
                            why.startsWith("(") ? "" : ":",
                            why);
        }
    }

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

        /// As the API and the database say it: `not_available`.
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A number of a certificate in words: why a record was rejected, which value was unknown.
    ///
    /// @param kind    `rejected`, `unknown`, `unresolved`, `removed`, `unread` or `remark`
    /// @param subject the record or the value
    public record Note(String feed, String kind, String subject, String detail) {}
}
