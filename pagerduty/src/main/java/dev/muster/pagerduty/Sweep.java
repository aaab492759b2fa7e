package dev.muster.pagerduty;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads one feed after the other, and leaves out those whose dependencies were not read to their end.
final class Sweep {
    private final FeedSink sink;
    private final Map<Feed, FeedOutcome> outcomes = new LinkedHashMap<>();

    Sweep(FeedSink sink) {
        this.sink = sink;
    }

    /// Reads the records of one feed.
    @FunctionalInterface
    interface Reading {
        FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException;
    }

    void read(Feed feed, Reading reading) throws InterruptedException {
        FeedWriter writer = sink.open(feed);
        Optional<FeedOutcome> forgone = withoutDependencies(feed);
        FeedOutcome outcome = forgone.isPresent() ? forgone.get() : outcomeOf(reading, writer);
        outcomes.put(feed, outcome);
        writer.close(outcome);
    }

    private static FeedOutcome outcomeOf(Reading reading, FeedWriter writer) throws InterruptedException {
        try {
            return reading.into(writer);
        } catch (ReadFailed failure) {
            return new Incomplete(failure.problem());
        }
    }

    private Optional<FeedOutcome> withoutDependencies(Feed feed) {
        return outcomes.entrySet().stream()
                .filter(read -> feed.dependsOn().contains(read.getKey().id()))
                .flatMap(read -> forgone(feed, read.getKey(), read.getValue()).stream())
                .findFirst();
    }

    private static Optional<FeedOutcome> forgone(Feed feed, Feed dependency, FeedOutcome outcome) {
        return switch (outcome) {
            case Complete() -> Optional.empty();
            case NotAvailable(String why) -> Optional.of(new NotAvailable(why));
            case Incomplete(Problem problem) -> Optional.of(new Incomplete(missing(feed, dependency, problem)));
        };
    }

    private static Problem missing(Feed feed, Feed dependency, Problem cause) {
        String what = "%s of PagerDuty cannot be read without %s, which could not be read"
                .formatted(feed.title(), dependency.title());
        return new Problem(Cause.DEPENDENCY, what, cause.nextStep(), cause.requestId());
    }
}
