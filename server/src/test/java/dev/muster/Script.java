package dev.muster;

import dev.muster.connector.Configuration;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What [ScriptedConnector] hands over the next time it reads, feed by feed, and what it was given then. A feed
/// that is not in the script is complete and empty. Used by a test and by the run it waits for, one after the
/// other.
public final class Script {
    private final Map<String, FeedScript> feeds = new LinkedHashMap<>();
    private final List<Memory> given = new ArrayList<>();
    private final List<Configuration> configurations = new ArrayList<>();
    private Memory leave = Memory.NONE;

    private static final class FeedScript {
        private final Map<String, List<Row>> records = new LinkedHashMap<>();
        private final Map<Key, Long> kept = new LinkedHashMap<>();
        private final Map<Part, PartEnd> ended = new LinkedHashMap<>();
        private Runnable meanwhile = () -> {};
        private FeedOutcome outcome = new FeedOutcome.Complete();
    }

    /// A record that the feed hands over from now on, in place of one with this id.
    public synchronized Script record(String feed, String id, Row... rows) {
        script(feed).records.put(id, List.of(rows));
        return this;
    }

    /// A record that the feed does not hand over any more.
    public synchronized Script without(String feed, String id) {
        script(feed).records.remove(id);
        return this;
    }

    /// The feed says that so many records of a subject are as they were.
    public synchronized Script keep(String feed, Key subject, long records) {
        script(feed).kept.put(subject, records);
        return this;
    }

    /// How a part of the feed ends.
    public synchronized Script ended(String feed, Part part, PartEnd end) {
        script(feed).ended.put(part, end);
        return this;
    }

    /// Empties a feed.
    public synchronized Script clear(String feed) {
        feeds.remove(feed);
        return this;
    }

    /// What happens once, before the feed is read to its end.
    public synchronized Script whileReading(String feed, Runnable meanwhile) {
        script(feed).meanwhile = meanwhile;
        return this;
    }

    /// How the feed ends from now on.
    public synchronized Script end(String feed, FeedOutcome outcome) {
        script(feed).outcome = outcome;
        return this;
    }

    /// What the next readings leave behind.
    public synchronized Script leave(Map<String, String> entries) {
        leave = new Memory(entries);
        return this;
    }

    /// What the newest reading was given.
    public synchronized Map<String, String> given() {
        return given.getLast().entries();
    }

    /// What the newest reading connected with.
    public synchronized Configuration configuration() {
        return configurations.getLast();
    }

    synchronized void begin(Configuration configuration, Memory memory) {
        configurations.add(configuration);
        given.add(memory);
    }

    synchronized Memory memoryToLeave() {
        return leave;
    }

    synchronized FeedOutcome write(String feed, FeedWriter writer) throws InterruptedException {
        FeedScript script = script(feed);
        for (Map.Entry<String, List<Row>> record : script.records.entrySet()) {
            writer.record(record.getKey(), record.getValue());
        }
        for (Map.Entry<Key, Long> kept : script.kept.entrySet()) {
            writer.keep(kept.getKey(), kept.getValue());
        }
        for (Map.Entry<Part, PartEnd> ended : script.ended.entrySet()) {
            writer.ended(ended.getKey(), ended.getValue());
        }
        Runnable meanwhile = script.meanwhile;
        script.meanwhile = () -> {};
        meanwhile.run();
        return script.outcome;
    }

    private FeedScript script(String feed) {
        return feeds.computeIfAbsent(feed, unknown -> new FeedScript());
    }
}
