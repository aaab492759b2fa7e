package dev.muster.runs;

import dev.muster.sync.RunHistory;
import dev.muster.sync.UnreadParts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of one feed that a run could not read, as the API says it.
///
/// @param count how many there are
/// @param of    how many parts the feed has; none when nobody counted
/// @param first the first of them, in the order they were asked for
record UnreadAnswer(String feed, long count, @Nullable Long of, List<Part> first) {

    /// By feed; nothing of those that lack no part.
    static List<UnreadAnswer> of(RunHistory.Certificate certificate) {
        return certificate.feeds().stream()
                .filter(feed -> feed.parts().unread() > 0)
                .map(feed -> new UnreadAnswer(
                        feed.feed(),
                        feed.parts().unread(),
                        feed.parts().of(),
                        certificate.unread().stream()
                                .filter(part -> part.feed().equals(feed.feed()))
                                .map(Part::of)
                                .toList()))
                .toList();
    }

    /// One of them.
    ///
    /// @param answer       what came instead of it
    /// @param kept         records of it that stay as they were
    /// @param keptRevision the revision that last read it; none when it was never read
    /// @param keptFrom     when that was published
    record Part(
            String type,
            String id,
            String name,
            String answer,
            long kept,
            @Nullable Integer keptRevision,
            @Nullable Instant keptFrom) {
        private static Part of(UnreadParts.Told part) {
            return new Part(
                    part.key().type(),
                    part.key().id(),
                    part.name(),
                    part.answer(),
                    part.kept(),
                    part.revision(),
                    part.from());
        }
    }
}
