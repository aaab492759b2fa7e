package dev.muster.runs;

import dev.muster.connector.Problem.Cause;
import dev.muster.host.FeedCertificate;
import dev.muster.host.Lacking;
import dev.muster.host.Note;
import dev.muster.host.Parts;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run with its completeness certificate, as the API says it.
///
/// @param unreadParts   parts that could not be read, by feed
/// @param disagreements facts that two witnesses told differently, by feed
record CertificateAnswer(
        SyncRun run,
        List<Feed> feeds,
        List<Said> notes,
        List<UnreadAnswer> unreadParts,
        List<DifferingAnswer> disagreements) {

    static CertificateAnswer of(RunHistory.Certificate certificate) {
        return new CertificateAnswer(
                certificate.run(),
                certificate.feeds().stream().map(Feed::of).toList(),
                certificate.notes().stream().map(Said::of).toList(),
                UnreadAnswer.of(certificate),
                DifferingAnswer.of(certificate));
    }

    /// What a run can prove about one feed.
    ///
    /// @param state         `complete`, `partial`, `incomplete`, `not_available`, `switched_off`; `waiting` or
    ///                      `reading` while the run reads
    /// @param reason        why it is incomplete or not available; empty otherwise
    /// @param providerTotal records by the application's own count; none when it does not tell
    /// @param partDone      of a feed read in parts, how many parts are read
    record Feed(
            String feed,
            String state,
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
            long disagreements,
            @Nullable String digest,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Lacking lacking) {

        private static Feed of(FeedCertificate feed) {
            Parts parts = feed.parts();
            return new Feed(
                    feed.feed(),
                    feed.state().word(),
                    feed.reason().sentence(),
                    feed.reason().cause(),
                    feed.requestId(),
                    feed.requests(),
                    feed.pages(),
                    feed.total(),
                    parts.done(),
                    parts.of(),
                    feed.fetched(),
                    feed.kept(),
                    feed.stored(),
                    feed.rejected(),
                    feed.duplicates(),
                    feed.unresolved(),
                    feed.unknown(),
                    feed.disagreements().count(),
                    feed.digest(),
                    feed.startedAt(),
                    feed.endedAt(),
                    feed.reason().lacking());
        }
    }

    /// A number of a certificate in words.
    ///
    /// @param kind    `rejected`, `unknown`, `unresolved`, `removed`, `unread` or `remark`
    /// @param subject the record or the value
    record Said(String feed, String kind, String subject, String detail) {
        private static Said of(Note note) {
            return new Said(note.feed(), note.kind().word(), note.subject(), note.detail());
        }
    }
}
