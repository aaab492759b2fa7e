package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordedFeed.RecordedRecord;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.connector.Secret;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.SimulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A host that reads some feeds of an account day after day: it gives the connector its memory, carries over what is
/// kept, and holds of every feed what its last complete reading told.
final class DailyHost implements AutoCloseable {
    private final SettableTime time = new SettableTime();
    private final PagerDutySimulator simulator;
    private final PagerDuty connector;
    private final String feeds;
    private final Map<String, Map<String, List<Row>>> held = new HashMap<>();
    private Memory memory = Memory.NONE;

    DailyHost(SimulatedAccount account, String feeds) {
        this.feeds = feeds;
        simulator = PagerDutySimulator.start(account, Options.defaults().withRequestsPerMinute(Options.NO_LIMIT), time);
        connector = PagerDuty.with(PagerDutyOptions.defaults()
                .withAllowedHosts(List.of(simulator.uri()))
                .withTime(new Time(time, time)));
    }

    PagerDutySimulator simulator() {
        return simulator;
    }

    Instant now() {
        return time.instant();
    }

    void setTime(Instant to) {
        time.set(to);
    }

    void nextDay() {
        setTime(now().plus(Duration.ofDays(1)));
    }

    Memory memory() {
        return memory;
    }

    /// Gives the connector this from now on.
    void remember(Memory other) {
        memory = other;
    }

    /// Reads as on any day, and tells what is known besides the rows.
    Collected collect() throws InterruptedException {
        Collected collected = connector.collect(configuration(), memory, RecordingSink.of(connector.describe()));
        memory = collected.memory();
        return collected;
    }

    RecordingSink read() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector.describe());
        Collected collected = connector.collect(configuration(), memory, sink);
        memory = collected.memory();
        sink.feeds().stream().filter(RecordedFeed::isComplete).forEach(this::take);
        return sink;
    }

    /// Reads everything, and keeps nothing of it.
    RecordingSink readInFull() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector.describe());
        connector.collect(configuration(), Memory.NONE, sink);
        return sink;
    }

    Set<Row> holds(String feed) {
        Set<Row> rows = new HashSet<>();
        held.getOrDefault(feed, Map.of()).values().forEach(rows::addAll);
        return rows;
    }

    private void take(RecordedFeed feed) {
        String id = feed.feed().id();
        Map<String, List<Row>> before = held.getOrDefault(id, Map.of());
        Map<String, List<Row>> now = new HashMap<>();
        before.forEach((record, rows) -> {
            if (rows.stream().anyMatch(row -> stays(row, feed.kept()))) {
                now.put(record, rows);
            }
        });
        assertThat((long) now.size())
                .as("kept records of %s", id)
                .isEqualTo(
                        feed.kept().values().stream().mapToLong(Long::longValue).sum());
        before.forEach((record, rows) -> {
            if (rows.getFirst() instanceof Row.Change) {
                now.put(record, rows);
            }
        });
        for (RecordedRecord record : feed.records()) {
            now.put(record.id(), record.rows());
        }
        held.put(id, now);
    }

    private static boolean stays(Row row, Map<Key, Long> kept) {
        return row instanceof Row.Grant grant
                && (kept.containsKey(grant.account()) || kept.containsKey(grant.resource()));
    }

    private Configuration configuration() {
        return new Configuration(
                Map.of("region", simulator.uri().toString(), "feeds", feeds),
                Map.of("access_token", Secret.of(simulator.token())));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
