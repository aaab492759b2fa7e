package dev.muster.bench;

import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Memory;
import dev.muster.connector.Secret;
import dev.muster.kit.client.Time;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.RequestFloor;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.days.SimulatedDays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// How many requests a full core reading and the day after it take, beside the fewest that PagerDuty's pages allow.
record Requests() implements Measurement {
    private static final Instant FIRST_DAY = Instant.parse("2026-11-22T02:00:00Z");
    private static final String AUDIT = "/audit/records";

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (AccountSizes sizes : Accounts.SIZES) {
            results.addAll(measure(sizes));
        }
        return results;
    }

    private static List<Result> measure(AccountSizes sizes) throws InterruptedException {
        SimulatedAccount account = Accounts.of(sizes);
        var clock = new AtomicReference<>(FIRST_DAY);
        Options unlimited = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(account, unlimited, clock::get)) {
            long fullFloor = RequestFloor.of(account).core();
            var before = RequestFloor.of(account).memberships();
            Memory memory = read(far, clock, Memory.NONE);
            long full = far.requests().count() - far.requests().countOf(AUDIT);

            var days = new SimulatedDays(account, 1, FIRST_DAY);
            days.pass(1);
            clock.set(days.now());
            long deltaFloor = RequestFloor.of(account).deltaSince(before, FIRST_DAY);
            far.requests().clear();
            read(far, clock, memory);
            long delta = far.requests().count();
            return List.of(row("full core read", sizes, full, fullFloor), row("delta day", sizes, delta, deltaFloor));
        }
    }

    private static Memory read(PagerDutySimulator far, AtomicReference<Instant> clock, Memory memory)
            throws InterruptedException {
        PagerDuty connector = PagerDuty.with(PagerDutyOptions.defaults()
                .withAllowedHosts(List.of(far.uri()))
                .withTime(new Time(clock::get, Time.REAL.pause())));
        var configuration = new Configuration(
                Map.of("region", far.uri().toString(), "feeds", "core,audit_records"),
                Map.of("access_token", Secret.of(far.token())));
        Collected collected = connector.collect(configuration, memory, feed -> new Uncounted());
        return collected.memory();
    }

    private static Result row(String what, AccountSizes sizes, long requests, long floor) {
        return new Result(
                String.format(Locale.ROOT, "Requests of a %s, %,d users", what, sizes.users()),
                String.format(Locale.ROOT, "%,d (floor %,d)", requests, floor),
                String.format(
                        Locale.ROOT,
                        "%,d teams, %,d policies, %,d and %,d schedules, %,d on-calls, %,d services",
                        sizes.teams(),
                        sizes.policies(),
                        sizes.schedules(),
                        sizes.shiftSchedules(),
                        sizes.onCalls(),
                        sizes.services()));
    }
}
