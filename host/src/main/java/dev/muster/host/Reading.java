package dev.muster.host;

import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Memory;
import dev.muster.connector.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One reading of an account by any connector: counts every record, hands rows on to a [RowSink], and holds the
/// connector to its contract: feeds it has, each opened and closed once.
public final class Reading implements FeedSink {
    private final Description application;
    private final Memory memory;
    private final RowSink sink;
    private final InstantSource clock;
    private final Map<String, FeedTally> tallies = new LinkedHashMap<>();

    /// @param memory what the connector may rely on; with [Memory#NONE] it may keep nothing
    public Reading(Description application, Memory memory, RowSink sink, InstantSource clock) {
        this.application = application;
        this.memory = memory;
        this.sink = sink;
        this.clock = clock;
        application.feeds().forEach(feed -> tallies.put(feed.id(), new FeedTally(feed)));
    }

    /// Reads everything that the configuration asks for.
    ///
    /// @throws InterruptedException when the thread was interrupted; feeds that are still open count as incomplete
    public Collected read(Connector connector, Configuration configuration) throws InterruptedException {
        return connector.collect(configuration, memory, this);
    }

    /// One for each feed, in the order they are read.
    public List<FeedTally> tallies() {
        return List.copyOf(tallies.values());
    }

    /// What is counted so far, feed by feed.
    public List<FeedCertificate> certificates() {
        return tallies.values().stream().map(FeedTally::certificate).toList();
    }

    /// All there is to say of the feeds.
    public List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        tallies.values().forEach(tally -> notes.addAll(tally.notes()));
        return notes;
    }

    /// The reading ended before its end: feeds that were asked for and not closed are incomplete.
    ///
    /// @param wanted whether somebody asked for a feed
    public void stopped(Predicate<Feed> wanted, Problem why) {
        for (FeedTally tally : tallies.values()) {
            if (tally.outcome().isEmpty()) {
                tally.leftOpen(
                        wanted.test(tally.feed()) ? new FeedOutcome.Incomplete(why) : new FeedOutcome.SwitchedOff());
            }
        }
    }

    @Override
    public FeedWriter open(Feed feed) throws InterruptedException {
        FeedTally tally = tallies.get(feed.id());
        if (tally == null || tally.outcome().isPresent()) {
            throw new IllegalStateException("Connector %s opened feed %s, which it does not have or has closed"
                    .formatted(application.id(), feed.id()));
        }
        tally.opened(clock.instant());
        return new CountingWriter(tally, sink.open(feed, tally), !memory.equals(Memory.NONE), clock);
    }
}
