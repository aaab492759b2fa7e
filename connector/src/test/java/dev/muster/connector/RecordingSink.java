package dev.muster.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Keeps everything a connector hands over, and fails at once when it breaks the rules of [FeedSink] or [FeedWriter].
///
/// Not safe for many threads, on purpose: a connector must write from the thread that called it.
public final class RecordingSink implements FeedSink {
    private final Thread caller = Thread.currentThread();
    private final List<Feed> expected;
    private final List<RecordedFeed> feeds = new ArrayList<>();
    private final int requestsAllowed;
    private int requests;

    private RecordingSink(Description description, int requestsAllowed) {
        this.expected = description.feeds();
        this.requestsAllowed = requestsAllowed;
    }

    public static RecordingSink of(Description description) {
        return new RecordingSink(description, Integer.MAX_VALUE);
    }

    /// Cancels the run at the request after this many.
    public static RecordingSink cancellingAfter(int requests, Description description) {
        return new RecordingSink(description, requests);
    }

    @Override
    public FeedWriter open(Feed feed) {
        requireCaller();
        require(
                feeds.isEmpty() || feeds.getLast().isClosed(),
                "%s was opened before the feed before it was closed",
                feed.id());
        require(feeds.size() < expected.size(), "%s was opened after the last feed", feed.id());
        Feed next = expected.get(feeds.size());
        require(feed.equals(next), "%s was opened where %s comes next", feed.id(), next.id());
        RecordedFeed opened = new RecordedFeed(feed, this);
        feeds.add(opened);
        return opened;
    }

    /// The feeds that were opened, in that order.
    public List<RecordedFeed> feeds() {
        return List.copyOf(feeds);
    }

    /// @throws NoSuchElementException when it was not opened
    public RecordedFeed feed(String id) {
        return feeds.stream()
                .filter(recorded -> recorded.feed().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No feed %s was opened".formatted(id)));
    }

    /// Requests over all feeds.
    public int requests() {
        return requests;
    }

    @Override
    public String toString() {
        return feeds.toString();
    }

    void countRequest() throws InterruptedException {
        if (requests >= requestsAllowed) {
            throw new InterruptedException("The run was cancelled");
        }
        requests++;
    }

    void requireCaller() {
        require(Thread.currentThread() == caller, "%s wrote, but only the calling thread may", Thread.currentThread());
    }

    /// @param rule a format, and what belongs in its places
    static void require(boolean holds, String rule, Object... about) {
        if (!holds) {
            throw new AssertionError(rule.formatted(about));
        }
    }
}
