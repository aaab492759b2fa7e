package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.connector.Secret;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.SimulatedAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An account that is read day after day, by a host that keeps what it was told and gives the connector its memory.
final class DailyReading implements AutoCloseable {
    private final SettableTime time = new SettableTime();
    private final PagerDutySimulator simulator;
    private final PagerDuty connector;
    private final Map<Key, Set<Row>> members = new HashMap<>();
    private Memory memory = Memory.NONE;

    DailyReading(SimulatedAccount account) {
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

    /// Reads with the memory of the last reading, and keeps the new one when all of it was read.
    RecordingSink read() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector.describe());
        Collected collected = connector.collect(configuration(), memory, sink);
        memory = collected.memory();
        take(sink.feed("team_members"));
        return sink;
    }

    /// Reads everything, and keeps nothing of it.
    RecordingSink readInFull() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector.describe());
        connector.collect(configuration(), Memory.NONE, sink);
        return sink;
    }

    /// What a host holds of the members of all teams.
    Set<Row> members() {
        Set<Row> all = new HashSet<>();
        members.values().forEach(all::addAll);
        return all;
    }

    private void take(RecordedFeed feed) {
        if (!feed.isComplete()) {
            return;
        }
        feed.kept()
                .forEach((team, records) -> assertThat(members.getOrDefault(team, Set.of()))
                        .as("kept members of %s", team)
                        .hasSize(records.intValue()));
        members.keySet().retainAll(feed.kept().keySet());
        for (Row.Grant grant : feed.rows(Row.Grant.class)) {
            members.computeIfAbsent(grant.resource(), team -> new HashSet<>()).add(grant);
        }
    }

    private Configuration configuration() {
        return new Configuration(
                Map.of("region", simulator.uri().toString(), "feeds", "core,audit_records"),
                Map.of("access_token", Secret.of(simulator.token())));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
