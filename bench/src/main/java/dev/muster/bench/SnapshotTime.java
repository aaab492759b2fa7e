package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.RequestFloor;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long `snapshot` takes as a whole process, beside what its requests alone take four at a time.
record SnapshotTime() implements Measurement {
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int IN_FLIGHT = 4;
    private static final int RUNS = 3;

    /// Few long lists, so that most requests are for the members of teams.
    private static final AccountSizes SHORT_LISTS = new AccountSizes(1_000, 100, 100, 100, 0, 100, 200, 25);

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        results.add(start(workshop));
        for (AccountSizes sizes : Accounts.SIZES) {
            results.add(measure(workshop, sizes, ""));
        }
        results.add(measure(workshop, SHORT_LISTS, ", 100 teams"));
        results.add(measure(workshop, SHORT_LISTS, ", 100 teams, no list tells its total", Pitfall.UNTOLD_TOTALS));
        return results;
    }

    private static Result start(Workshop workshop) throws IOException, InterruptedException {
        Duration[] times = new Duration[RUNS];
        for (int i = 0; i < RUNS; i++) {
            var stopwatch = new Stopwatch();
            workshop.run(workshop.home(), "./muster", "snapshot", "--help");
            times[i] = stopwatch.elapsed();
        }
        return new Result(
                "Snapshot, start",
                Stopwatch.seconds(Stopwatch.median(times)),
                "`./muster snapshot --help` from command to end, median of %d".formatted(RUNS));
    }

    private static Result measure(Workshop workshop, AccountSizes sizes, String what, Pitfall... pitfalls)
            throws IOException, InterruptedException {
        SimulatedAccount account = Accounts.of(sizes);
        Options options = Options.defaults().withLatency(LATENCY).withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(account, options)) {
            List.of(pitfalls).forEach(pitfall -> pitfall.into(far));
            Duration[] times = new Duration[RUNS];
            for (int i = 0; i < RUNS; i++) {
                far.requests().clear();
                times[i] =
                        SnapshotProcess.run(workshop, far, "").requireComplete().wall();
            }
            return result(
                    sizes,
                    what,
                    far.requests().count(),
                    RequestFloor.of(account).core(),
                    times);
        }
    }

    /// @param floor what the requests would be if none were in vain; the bound allows no time for others
    private static Result result(AccountSizes sizes, String what, int requests, long floor, Duration... times) {
        Duration bound = LATENCY.multipliedBy(floor)
                .dividedBy(IN_FLIGHT)
                .multipliedBy(13)
                .dividedBy(10)
                .plusSeconds(1);
        return new Result(
                String.format(Locale.ROOT, "Snapshot of %,d users, latency 50 ms%s", sizes.users(), what),
                String.format(
                        Locale.ROOT,
                        "%,d requests (floor %,d), %s (bound %s)",
                        requests,
                        floor,
                        Stopwatch.seconds(Stopwatch.median(times)),
                        Stopwatch.seconds(bound)),
                "whole process, median of %d; bound: 1.3 x floor x latency / 4 + 1 s".formatted(RUNS));
    }
}
