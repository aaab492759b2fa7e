package dev.muster.kit.feed;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Row;
import dev.muster.kit.transport.ReadFailed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A feed that is read before its turn to be written: several feeds are read at once, so that the service is asked as
/// fast as manners allow, and are written one after the other, in the order of the feeds.
///
/// What is read waits in a queue of bounded length. The thread that reads waits when it is full; the thread that
/// writes replays the queue onto the real writer.
public final class ReadAhead implements FeedWriter {
    /// A list of middling length fits in, so it need not stop while a longer feed before it is written.
    private static final int STEPS_AHEAD = 10_000;

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(STEPS_AHEAD);
    private final InstantSource clock;
    private final String service;
    private @Nullable Instant asked;
    private boolean answered;
    private volatile boolean abandoned;

    /// @param service who is asked, as sentences name it
    ReadAhead(InstantSource clock, String service) {
        this.clock = clock;
        this.service = service;
    }

    /// One call of a writer.
    @FunctionalInterface
    private interface Step {
        /// The outcome when this was the last step, otherwise none.
        @Nullable
        FeedOutcome replay(FeedWriter writer) throws InterruptedException;
    }

    /// Reads the feed to its end, on the calling thread.
    public void read(Feed feed, Reading reading) {
        try {
            FeedOutcome outcome = outcomeOf(feed, reading);
            Instant first = asked;
            Instant last = clock.instant();
            add(writer -> {
                if (first != null) {
                    writer.took(first, last);
                }
                return outcome;
            });
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error fault) {
            addOrGiveUp(writer -> {
                throw new IllegalStateException("Reading %s died".formatted(feed.id()), fault);
            });
        }
    }

    /// Repeats everything that was and will be read onto a writer, until the reading ends.
    public FeedOutcome onto(FeedWriter writer) throws InterruptedException {
        FeedOutcome outcome = null;
        while (outcome == null) {
            outcome = steps.take().replay(writer);
        }
        return outcome;
    }

    private FeedOutcome outcomeOf(Feed feed, Reading reading) throws InterruptedException {
        try {
            return reading.into(this);
        } catch (ReadFailed failure) {
            return isRefusal(feed, failure)
                    ? new NotAvailable(why(failure), failure.problem().requestId())
                    : new Incomplete(failure.problem());
        }
    }

    /// Only the first answer that tells anything can say that a feed is not to be had; whoever was shown a part of
    /// it and is refused another has not seen all.
    private boolean isRefusal(Feed feed, ReadFailed failure) {
        return !feed.required() && !answered && List.of(402, 403, 404).contains(failure.status());
    }

    private String why(ReadFailed failure) {
        return switch (failure.status()) {
            case 402 -> "not part of this %s plan".formatted(service);
            case 403 -> "not in the scope of this credential";
            default -> "not offered by this %s account".formatted(service);
        };
    }

    @Override
    public void requested() throws InterruptedException {
        asked = asked == null ? clock.instant() : asked;
        add(writer -> {
            writer.requested();
            return null;
        });
    }

    @Override
    public void page() {
        answered = true;
        addOrGiveUp(writer -> {
            writer.page();
            return null;
        });
    }

    @Override
    public void total(long records) {
        addOrGiveUp(writer -> {
            writer.total(records);
            return null;
        });
    }

    @Override
    public void part(long done, long of) {
        addOrGiveUp(writer -> {
            writer.part(done, of);
            return null;
        });
    }

    @Override
    public void record(String recordId, List<Row> rows) throws InterruptedException {
        answered = true;
        add(writer -> {
            writer.record(recordId, rows);
            return null;
        });
    }

    @Override
    public void reject(String recordId, String reason) {
        answered = true;
        addOrGiveUp(writer -> {
            writer.reject(recordId, reason);
            return null;
        });
    }

    @Override
    public void keep(Key subject, long records) throws InterruptedException {
        add(writer -> {
            writer.keep(subject, records);
            return null;
        });
    }

    @Override
    public void ended(Part part, PartEnd end) throws InterruptedException {
        answered |= end instanceof PartEnd.Read;
        add(writer -> {
            writer.ended(part, end);
            return null;
        });
    }

    @Override
    public void remark(String subject, String what) {
        addOrGiveUp(writer -> {
            writer.remark(subject, what);
            return null;
        });
    }

    @Override
    public void disagree(Disagreement disagreement) {
        addOrGiveUp(writer -> {
            writer.disagree(disagreement);
            return null;
        });
    }

    @Override
    public void close(FeedOutcome outcome) {
        throw new IllegalStateException("A reading does not close its feed: its outcome does");
    }

    /// Nobody will replay what is still to come. Whoever reads is stopped at its next step, even if it has used up
    /// the interruption that should have stopped it.
    public void abandon() {
        abandoned = true;
        steps.clear();
    }

    private void add(Step step) throws InterruptedException {
        if (abandoned) {
            throw new InterruptedException("Nobody waits for what is read");
        }
        steps.put(step);
    }

    /// When the reading is stopped nobody replays what is left; the next call that may be interrupted ends it.
    private void addOrGiveUp(Step step) {
        try {
            add(step);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
