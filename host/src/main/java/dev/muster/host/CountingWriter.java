package dev.muster.host;

import dev.muster.connector.Disagreement;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Counts one feed and hands its rows on.
final class CountingWriter implements FeedWriter {
    private final FeedTally tally;
    private final RowSink.FeedRows rows;
    private final boolean mayKeep;
    private final InstantSource clock;
    private final Set<Key> kept = new LinkedHashSet<>();
    private final Set<Key> unread = new LinkedHashSet<>();

    CountingWriter(FeedTally tally, RowSink.FeedRows rows, boolean mayKeep, InstantSource clock) {
        this.tally = tally;
        this.rows = rows;
        this.mayKeep = mayKeep;
        this.clock = clock;
    }

    @Override
    public void requested() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(
                    "The reading was stopped in feed %s".formatted(tally.feed().id()));
        }
        tally.requested();
    }

    @Override
    public void page() {
        tally.page();
        rows.page();
    }

    @Override
    public void total(long records) {
        tally.total(records);
    }

    @Override
    public void part(long done, long of) {
        tally.part(done, of);
    }

    @Override
    public void record(String recordId, List<Row> record) throws InterruptedException {
        tally.fetched();
        rows.record(recordId, record);
    }

    @Override
    public void reject(String recordId, String reason) {
        tally.rejected(recordId, reason);
    }

    @Override
    public void keep(Key subject, long records) {
        if (!kept.add(subject)) {
            throw new IllegalStateException("The connector kept %s of feed %s twice"
                    .formatted(subject, tally.feed().id()));
        }
        tally.kept(records);
    }

    @Override
    public void ended(Part part, PartEnd end) {
        tally.ended(part, end);
        if (end instanceof PartEnd.Unread) {
            unread.add(part.key());
        }
    }

    @Override
    public void remark(String subject, String what) {
        tally.note(Note.Kind.REMARK, subject, what);
    }

    @Override
    public void disagree(Disagreement disagreement) {
        tally.disagree(disagreement);
    }

    @Override
    public void took(Instant first, Instant last) {
        tally.took(first, last);
    }

    @Override
    public void close(FeedOutcome outcome) throws InterruptedException {
        FeedOutcome end = kept.isEmpty() || mayKeep ? outcome : new FeedOutcome.Incomplete(nothingToKeep());
        rows.close(end, kept, unread);
        tally.closed(end, clock.instant());
    }

    /// A connector that was given no memory has nothing it could know to be unchanged.
    private static Problem nothingToKeep() {
        return new Problem(
                Cause.NOT_WHOLE,
                "Records were left out as unchanged, though nothing was read before",
                "Report this fault of the connector",
                null);
    }
}
