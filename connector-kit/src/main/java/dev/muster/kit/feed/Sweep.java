package dev.muster.kit.feed;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.FeedOutcome.SwitchedOff;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.client.Readers;
import dev.muster.kit.transport.ReadFailed;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one feed after the other, and leaves out those that nobody wants and those whose dependencies were not read
/// to their end.
public final class Sweep {
    private final FeedSink sink;
    private final InstantSource clock;
    private final String service;
    private final Set<Feed> wanted;
    private final Map<Feed, FeedOutcome> outcomes = new LinkedHashMap<>();
    private @Nullable Problem givenUp;

    /// @param service who is asked, as sentences name it
    public Sweep(FeedSink sink, Set<Feed> wanted, InstantSource clock, String service) {
        this.service = service;
        this.sink = sink;
        this.clock = clock;
        this.wanted = wanted;
    }

    /// Reads a feed and writes it while it is read.
    public void read(Feed feed, Reading reading) throws InterruptedException {
        FeedWriter writer = sink.open(feed);
        Optional<FeedOutcome> forgone = forgone(feed);
        FeedOutcome outcome = forgone.isPresent() ? forgone.get() : outcomeOf(reading, writer);
        outcomes.put(feed, outcome);
        writer.close(outcome);
    }

    /// Reads several feeds at once and writes them in this order. None may depend on another of them.
    public void readTogether(SequencedMap<Feed, Reading> readings) throws InterruptedException {
        try (Readers readers = Readers.ofFeeds()) {
            Map<Feed, ReadAhead> started = start(readings, readers);
            try {
                for (Feed feed : readings.keySet()) {
                    read(
                            feed,
                            writer -> started.getOrDefault(feed, new ReadAhead(clock, service))
                                    .onto(writer));
                }
            } finally {
                started.values().forEach(ReadAhead::abandon);
            }
        }
    }

    /// Whether somebody asked for a feed.
    public boolean wants(Feed feed) {
        return wanted.contains(feed);
    }

    /// Why not all of a feed is known, in a sentence without a full stop; empty when it is, or when the plan has
    /// nothing of the kind.
    public Optional<String> whyUnknown(Feed feed) {
        return switch (outcomes.get(feed)) {
            case Incomplete(Problem problem) -> Optional.of(problem.what());
            case Partial(long unread, long of, Problem first) -> Optional.of(first.what());
            case SwitchedOff() -> Optional.of("%s were not asked for".formatted(feed.title()));
            case Complete() -> Optional.empty();
            case NotAvailable refused -> Optional.empty();
            case null -> Optional.of("%s were not read".formatted(feed.title()));
        };
    }

    /// Leaves every feed out that is still to come, for one reason.
    public void giveUp(Problem problem) {
        givenUp = problem;
    }

    /// Whether a feed was read to its end.
    public boolean isComplete(Feed feed) {
        return outcomes.get(feed) instanceof Complete;
    }

    /// Whether a feed was read to its end, or all of it but some parts.
    public boolean isReadInParts(Feed feed) {
        return isComplete(feed) || outcomes.get(feed) instanceof Partial;
    }

    private Map<Feed, ReadAhead> start(Map<Feed, Reading> readings, Readers readers) {
        Map<Feed, ReadAhead> started = new HashMap<>();
        readings.forEach((feed, reading) -> {
            if (forgone(feed).isEmpty()) {
                ReadAhead ahead = new ReadAhead(clock, service);
                started.put(feed, ahead);
                readers.begin(() -> ahead.read(feed, reading));
            }
        });
        return started;
    }

    private static FeedOutcome outcomeOf(Reading reading, FeedWriter writer) throws InterruptedException {
        try {
            return reading.into(writer);
        } catch (ReadFailed failure) {
            return new Incomplete(failure.problem());
        }
    }

    private Optional<FeedOutcome> forgone(Feed feed) {
        if (!wanted.contains(feed)) {
            return Optional.of(new SwitchedOff());
        }
        Problem reason = givenUp;
        if (reason != null) {
            return Optional.of(new Incomplete(reason));
        }
        return outcomes.entrySet().stream()
                .filter(read -> feed.dependsOn().contains(read.getKey().id()))
                .flatMap(read -> forgone(feed, read.getKey(), read.getValue()).stream())
                .findFirst();
    }

    private Optional<FeedOutcome> forgone(Feed feed, Feed dependency, FeedOutcome outcome) {
        return switch (outcome) {
            case Complete() -> Optional.empty();
            case Partial partial -> Optional.empty();
            case NotAvailable refused -> Optional.of(refused);
            case SwitchedOff() -> Optional.of(new SwitchedOff());
            case Incomplete(Problem problem) -> Optional.of(new Incomplete(missing(feed, dependency, problem)));
        };
    }

    private Problem missing(Feed feed, Feed dependency, Problem cause) {
        String what = "%s of %s cannot be read without %s, which could not be read"
                .formatted(feed.title(), service, dependency.title());
        return new Problem(Cause.DEPENDENCY, what, cause.nextStep(), cause.requestId());
    }
}
