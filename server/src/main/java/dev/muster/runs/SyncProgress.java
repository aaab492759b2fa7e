package dev.muster.runs;

import dev.muster.web.Badge;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run under way (`runs/progress`, a fragment that asks for itself every two seconds at
/// `/t/{tenant}/integrations/{id}/progress`). Once the run has ended, that address answers with the header
/// `HX-Refresh: true`, and the page is drawn again.
///
/// @param run         number of the run; none while no server has begun it
/// @param startedBy   `Ana Lima`, `the daily schedule`
/// @param requests    sent so far
/// @param expected    requests in all, as far as it can be told; none when it cannot
/// @param feedsRead   how far all feeds together are, 0 to 99; tells when `expected` cannot
/// @param secondsLeft an estimate; none when it cannot be told
/// @param revision    number of the revision that stays if this run stops; none before the first
public record SyncProgress(
        @Nullable Long run,
        Moment started,
        String startedBy,
        long requests,
        @Nullable Long expected,
        int feedsRead,
        long seconds,
        @Nullable Long secondsLeft,
        @Nullable Long revision,
        List<FeedProgress> feeds) {

    public SyncProgress {
        feeds = List.copyOf(feeds);
    }

    /// How far the run is, 0 to 99. Only the end is 100.
    public int percent() {
        return expected == null || expected == 0 ? feedsRead : (int) Math.min(99, 100 * requests / expected);
    }

    /// What is being read now, for those who hear the page; empty between two feeds.
    public String reading() {
        return feeds.stream()
                .filter(feed -> feed.state() == Badge.READING)
                .map(feed -> "Reading " + feed.title())
                .findFirst()
                .orElse("");
    }

    /// @param state    one of WAITING, READING, READ, INCOMPLETE and NOT_AVAILABLE
    /// @param rows     `61 of 84 teams`, `1,214`; empty before the first
    /// @param percent  how far this feed is; none when it cannot be told
    /// @param requests none before the first
    public record FeedProgress(
            String title,
            Badge state,
            String rows,
            @Nullable Integer percent,
            @Nullable Long requests) {}
}
