package dev.muster.pagerduty;

import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.FarSide;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Secret;
import dev.muster.simulator.Faults;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.SimulatedAccount;
import dev.muster.simulator.SimulatedTeam;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A simulated PagerDuty account, with a connector that reaches it as an address the operator allows and never waits
/// by the clock.
final class SimulatedPagerDuty implements FarSide {
    static final PagerDutyOptions.Manners TWO_RETRIES = new PagerDutyOptions.Manners(0.8, 4, 2, Duration.ofMinutes(10));
    private static final int NO_LIMIT = 10_000_000;

    final PagerDutySimulator simulator;
    private final SettableTime time = new SettableTime();
    private final PagerDutyOptions options;
    private final Secret token;
    private final PagerDuty connector;

    private SimulatedPagerDuty(PagerDutySimulator simulator, PagerDutyOptions options, Secret token) {
        this.simulator = simulator;
        this.token = token;
        this.options =
                options.withAllowedHosts(List.of(simulator.uri())).withTime(new PagerDutyOptions.Time(time, time));
        this.connector = PagerDuty.with(this.options);
    }

    static SimulatedPagerDuty with(SimulatedAccount account) {
        var unlimited = PagerDutySimulator.Options.defaults().withRequestsPerMinute(NO_LIMIT);
        PagerDutySimulator simulator = PagerDutySimulator.start(account, unlimited);
        return new SimulatedPagerDuty(
                simulator, PagerDutyOptions.defaults().withManners(TWO_RETRIES), Secret.of(simulator.token()));
    }

    SimulatedPagerDuty token(String other) {
        return new SimulatedPagerDuty(simulator, options, Secret.of(other));
    }

    SimulatedPagerDuty bounds(PagerDutyOptions.Bounds other) {
        return new SimulatedPagerDuty(simulator, options.withBounds(other), token);
    }

    SimulatedPagerDuty manners(PagerDutyOptions.Manners other) {
        return new SimulatedPagerDuty(simulator, options.withManners(other), token);
    }

    Faults faults() {
        return simulator.faults();
    }

    SimulatedAccount account() {
        return simulator.account();
    }

    /// How long was waited, in order.
    List<Duration> waits() {
        return time.waits();
    }

    RecordingSink collect() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector().describe());
        connector().collect(configuration(), sink);
        return sink;
    }

    Collected collected() throws InterruptedException {
        return connector().collect(configuration(), RecordingSink.of(connector().describe()));
    }

    Check check() {
        return connector().check(configuration(), new Deadline(Duration.ofSeconds(20)));
    }

    @Override
    public Connector connector() {
        return connector;
    }

    @Override
    public Configuration configuration() {
        return configuration(simulator.uri());
    }

    Configuration configuration(URI region) {
        return new Configuration(Map.of("region", region.toString()), Map.of("access_token", token));
    }

    @Override
    public Map<String, Integer> records() {
        int members = account().teams().stream().mapToInt(this::members).sum();
        return Map.of(
                "credential",
                1,
                "users",
                account().users().size(),
                "teams",
                account().teams().size(),
                "team_members",
                members);
    }

    @Override
    public Map<String, Integer> requests() {
        int members = account().teams().stream()
                .mapToInt(team -> pages(members(team)))
                .sum();
        return Map.of(
                "credential",
                3,
                "users",
                pages(account().users().size()),
                "teams",
                pages(account().teams().size()),
                "team_members",
                members);
    }

    @Override
    public void close() {
        simulator.close();
    }

    private int members(SimulatedTeam team) {
        return account().membersOf(team.id()).size();
    }

    private static int pages(int records) {
        return Math.max(1, Math.ceilDiv(records, 100));
    }
}
