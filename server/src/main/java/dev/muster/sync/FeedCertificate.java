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
