package dev.muster.connector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one feed of a [RecordingSink] was given.
public final class RecordedFeed implements FeedWriter {
    private final Feed feed;
    private final RecordingSink sink;
    private final List<RecordedRecord> records = new ArrayList<>();
    private final Map<String, String> rejected = new LinkedHashMap<>();
    private final Map<Key, Long> kept = new LinkedHashMap<>();
    private final Map<Part, PartEnd> parts = new LinkedHashMap<>();
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private final Map<Key, Row.Mentioned> mentioned = new LinkedHashMap<>();
    private final List<Disagreement> disagreements = new ArrayList<>();
    private final Set<List<Key>> differing = new HashSet<>();
    private int requests;
    private int pages;
    private @Nullable Long total;
    private long partsDone;
    private @Nullable FeedOutcome outcome;
    private @Nullable Took took;

    RecordedFeed(Feed feed, RecordingSink sink) {
        this.feed = feed;
        this.sink = sink;
    }

    /// One call of [FeedWriter#took].
    public record Took(Instant first, Instant last) {}

    /// One call of [FeedWriter#record], without what is only named.
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
        RecordingSink.require(records >= 0, "%s told a total of %d", feed.id(), records);
        total = records;
    }

    @Override
    public void part(long done, long of) {
        requireOpen();
        RecordingSink.require(done >= 0 && done <= of, "%s is at part %d of %d", feed.id(), done, of);
        RecordingSink.require(done >= partsDone, "%s went back from part %d to %d", feed.id(), partsDone, done);
        partsDone = done;
    }

    @Override
    public void record(String recordId, List<Row> rows) {
        requireOpen();
        RecordingSink.require(!recordId.isBlank(), "%s recorded something without an id", feed.id());
        RecordingSink.require(!rows.isEmpty(), "%s recorded %s without a row", feed.id(), recordId);
        RecordingSink.require(
                !(rows.getFirst() instanceof Row.Mentioned), "%s begins %s with a name", feed.id(), recordId);
        records.add(new RecordedRecord(
                recordId,
                rows.stream().filter(row -> !(row instanceof Row.Mentioned)).toList()));
        rows.stream()
                .filter(Row.Mentioned.class::isInstance)
                .map(Row.Mentioned.class::cast)
                .forEach(row -> mentioned.putIfAbsent(row.key(), row));
    }

    @Override
    public void reject(String recordId, String reason) {
        requireOpen();
        RecordingSink.require(!reason.isBlank(), "%s rejected %s without a reason", feed.id(), recordId);
        rejected.put(recordId, reason);
    }

    @Override
    public void keep(Key subject, long records) {
        requireOpen();
        RecordingSink.require(records >= 0, "%s kept %d records of %s", feed.id(), records, subject);
        RecordingSink.require(kept.putIfAbsent(subject, records) == null, "%s kept %s twice", feed.id(), subject);
    }

    @Override
    public void ended(Part part, PartEnd end) {
        requireOpen();
        Feed.Parts by = feed.parts();
        RecordingSink.require(
                by != null && by.type().equals(part.key().type()),
                "%s is not read by parts such as %s",
                feed.id(),
                part);
        RecordingSink.require(
                parts.putIfAbsent(part, end) == null && !kept.containsKey(part.key()),
                "%s ended %s twice",
                feed.id(),
                part);
        RecordingSink.require(
                end instanceof PartEnd.Read || rows().stream().noneMatch(row -> mentions(row, part.key())),
                "%s handed over a piece of %s, which ended as %s",
                feed.id(),
                part,
                end);
    }

    @Override
    public void remark(String subject, String what) {
        requireOpen();
        RecordingSink.require(!what.isBlank(), "%s remarked nothing of %s", feed.id(), subject);
        remarks.put(subject, what);
    }

    @Override
    public void disagree(Disagreement disagreement) {
        requireOpen();
        RecordingSink.require(
                differing.add(disagreement.about()), "%s told twice of %s", feed.id(), disagreement.about());
        disagreements.add(disagreement);
    }

    @Override
    public void took(Instant first, Instant last) {
        requireOpen();
        RecordingSink.require(!last.isBefore(first), "%s ended at %s and began at %s", feed.id(), last, first);
        took = new Took(first, last);
    }

    @Override
    public void close(FeedOutcome how) {
        requireOpen();
        if (how instanceof FeedOutcome.Complete) {
            RecordingSink.require(unread().isEmpty(), "%s is called complete without %s", feed.id(), unread());
        }
        if (how instanceof FeedOutcome.Partial(long unread, long of, Problem first)) {
            RecordingSink.require(
                    unread == unread().size() && of == parts.size() + kept.size(),
                    "%s lacks %d of %d parts, and tells of %s",
                    feed.id(),
                    unread,
                    of,
                    parts);
        }
        outcome = how;
    }

    private static boolean mentions(Row row, Key key) {
        return switch (row) {
            case Row.Account account -> account.key().equals(key);
            case Row.Resource resource -> resource.key().equals(key);
            case Row.Grant grant ->
                grant.account().equals(key) || grant.resource().equals(key);
            case Row.Link link -> link.from().equals(key) || link.to().equals(key);
            case Row.Change change -> false;
            case Row.Mentioned mentioned -> false;
        };
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

    /// How each part ended that was asked for, in that order.
    public Map<Part, PartEnd> parts() {
        return new LinkedHashMap<>(parts);
    }

    /// The parts that could not be read, by their key, and why.
    public Map<Key, Problem> unread() {
        Map<Key, Problem> unread = new LinkedHashMap<>();
        parts.forEach((part, end) -> {
            if (end instanceof PartEnd.Unread(Problem problem, Instant at)) {
                unread.put(part.key(), problem);
            }
        });
        return unread;
    }

    /// Ids of the parts that are proved to be gone.
    public List<String> removed() {
        return parts.entrySet().stream()
                .filter(ended -> ended.getValue() instanceof PartEnd.Removed)
                .map(ended -> ended.getKey().key().id())
                .toList();
    }

    /// What was remarked, by what it is about.
    public Map<String, String> remarks() {
        return Map.copyOf(remarks);
    }

    /// What its records name, by key, as it was named first.
    public Map<Key, Row.Mentioned> mentioned() {
        return new LinkedHashMap<>(mentioned);
    }

    /// What two witnesses differ about, in the order it was told.
    public List<Disagreement> disagreements() {
        return List.copyOf(disagreements);
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

    public Optional<Took> times() {
        return Optional.ofNullable(took);
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

    /// Whether it was read to its end, perhaps but for some parts: what it does not hold any more is closed then.
    public boolean closesRows() {
        return outcome instanceof FeedOutcome.Complete || outcome instanceof FeedOutcome.Partial;
    }

    /// Why it, or the first of its parts, is not read.
    ///
    /// @throws IllegalStateException when it is
    public Problem problem() {
        if (outcome instanceof FeedOutcome.Partial(long unread, long of, Problem first)) {
            return first;
        }
        if (outcome instanceof FeedOutcome.Incomplete(Problem problem)) {
            return problem;
        }
        throw new IllegalStateException("Feed %s ended as %s".formatted(feed.id(), outcome));
    }

    @Override
    public String toString() {
        return "%s: %s, records %s, rejected %s, kept %s, parts %s, remarks %s, names %s, disagreements %s"
                .formatted(
                        feed.id(),
                        outcome,
                        records,
                        rejected,
                        kept,
                        ended(),
                        remarks,
                        mentioned.values(),
                        disagreements);
    }

    /// Without the time, which differs from reading to reading.
    private List<String> ended() {
        return parts.entrySet().stream()
                .map(ended -> ended.getValue() instanceof PartEnd.Unread(Problem problem, Instant at)
                        ? "%s: %s".formatted(ended.getKey(), problem)
                        : ended.toString())
                .toList();
    }

    private void requireOpen() {
        sink.requireCaller();
        RecordingSink.require(outcome == null, "%s was written to after it was closed", feed.id());
    }
}
