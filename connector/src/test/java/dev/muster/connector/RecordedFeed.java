package dev.muster.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one feed of a [RecordingSink] was given.
public final class RecordedFeed implements FeedWriter {
    private final Feed feed;
    private final RecordingSink sink;
    private final List<RecordedRecord> records = new ArrayList<>();
    private final Map<String, String> rejected = new LinkedHashMap<>();
    private final Map<Key, Long> kept = new LinkedHashMap<>();
    private int requests;
    private int pages;
    private @Nullable Long total;
    private long partsDone;
    private @Nullable FeedOutcome outcome;

    RecordedFeed(Feed feed, RecordingSink sink) {
        this.feed = feed;
        this.sink = sink;
    }

    /// One call of [FeedWriter#record].
    public record RecordedRecord(String id, List<Row> rows) {}

    @Override
    public void requested() throws InterruptedException {
        requireOpen();
        sink.countRequest();
        requests++;
    }

    @Override
    public void page() {
        requireOpen();
        pages++;
    }

    @Override
    public void total(long records) {
        requireOpen();
        RecordingSink.require(records >= 0, "%s told a total of %d".formatted(feed.id(), records));
        total = records;
    }

    @Override
    public void part(long done, long of) {
        requireOpen();
        RecordingSink.require(done >= 0 && done <= of, "%s is at part %d of %d".formatted(feed.id(), done, of));
        RecordingSink.require(
                done >= partsDone, "%s went back from part %d to %d".formatted(feed.id(), partsDone, done));
        partsDone = done;
    }

    @Override
    public void record(String recordId, List<Row> rows) {
        requireOpen();
        RecordingSink.require(!recordId.isBlank(), "%s recorded something without an id".formatted(feed.id()));
        RecordingSink.require(!rows.isEmpty(), "%s recorded %s without a row".formatted(feed.id(), recordId));
        records.add(new RecordedRecord(recordId, List.copyOf(rows)));
    }

    @Override
    public void reject(String recordId, String reason) {
        requireOpen();
        RecordingSink.require(!reason.isBlank(), "%s rejected %s without a reason".formatted(feed.id(), recordId));
        rejected.put(recordId, reason);
    }

    @Override
    public void keep(Key subject, long records) {
        requireOpen();
        RecordingSink.require(records >= 0, "%s kept %d records of %s".formatted(feed.id(), records, subject));
        RecordingSink.require(
                kept.putIfAbsent(subject, records) == null, "%s kept %s twice".formatted(feed.id(), subject));
    }

    @Override
    public void close(FeedOutcome how) {
        requireOpen();
        outcome = how;
    }

    public Feed feed() {
        return feed;
    }

    public int requests() {
        return requests;
    }

    public int pages() {
        return pages;
    }

    public OptionalLong total() {
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /// Every record, in the order it came, repeated ones too.
    public List<RecordedRecord> records() {
        return List.copyOf(records);
    }

    /// Reasons by record id.
    public Map<String, String> rejected() {
        return Map.copyOf(rejected);
    }

    /// How many records stand as they were, by what they belong to.
    public Map<Key, Long> kept() {
        return Map.copyOf(kept);
    }

    /// Why the feed is not to be had.
    public String whyNotAvailable() {
        if (outcome instanceof FeedOutcome.NotAvailable(String why, String request)) {
            return why;
        }
        throw new AssertionError("%s ended otherwise: %s".formatted(feed.id(), outcome));
    }

    /// Different records that were handed over or rejected.
    public long fetched() {
        return Stream.concat(records.stream().map(RecordedRecord::id), rejected.keySet().stream())
                .distinct()
                .count();
    }

    /// Different records that were handed over.
    public long recorded() {
        return records.stream().map(RecordedRecord::id).distinct().count();
    }

    /// Every row, in the order it came.
    public List<Row> rows() {
        return records.stream().flatMap(one -> one.rows().stream()).toList();
    }

    /// Every row of one kind, in the order it came.
    public <R extends Row> List<R> rows(Class<R> kind) {
        return rows().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public boolean isClosed() {
        return outcome != null;
    }

    /// @throws IllegalStateException when it was never closed
    public FeedOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("Feed %s was not closed".formatted(feed.id()));
        }
        return outcome;
    }

    public boolean isComplete() {
        return outcome instanceof FeedOutcome.Complete;
    }

    /// Why it is incomplete.
    ///
    /// @throws IllegalStateException when it is not
    public Problem problem() {
        if (outcome instanceof FeedOutcome.Incomplete(Problem problem)) {
            return problem;
        }
        throw new IllegalStateException("Feed %s ended as %s".formatted(feed.id(), outcome));
    }

    @Override
    public String toString() {
        return "%s: %s, records %s, rejected %s, kept %s".formatted(feed.id(), outcome, records, rejected, kept);
    }

    private void requireOpen() {
        sink.requireCaller();
        RecordingSink.require(outcome == null, "%s was written to after it was closed".formatted(feed.id()));
    }
}
