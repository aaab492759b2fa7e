package dev.muster.bench;

import dev.muster.simulator.AccountSizes;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
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

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        results.add(start(workshop));
        for (AccountSizes sizes : Accounts.SIZES) {
            results.add(measure(workshop, sizes));
        }
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

    private static Result measure(Workshop workshop, AccountSizes sizes) throws IOException, InterruptedException {
        Options options = Options.defaults().withLatency(LATENCY).withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(Accounts.of(sizes), options)) {
            Duration[] times = new Duration[RUNS];
            for (int i = 0; i < RUNS; i++) {
                far.requests().clear();
                times[i] =
                        SnapshotProcess.run(workshop, far, "").requireComplete().wall();
            }
            int requests = far.requests().count();
            Duration bound = LATENCY.multipliedBy(requests)
                    .dividedBy(IN_FLIGHT)
                    .multipliedBy(13)
                    .dividedBy(10)
                    .plusSeconds(1);
            return new Result(
                    String.format(Locale.ROOT, "Snapshot of %,d users, latency 50 ms", sizes.users()),
                    String.format(
                            Locale.ROOT,
                            "%,d requests, %s (bound %s)",
                            requests,
                            Stopwatch.seconds(Stopwatch.median(times)),
                            Stopwatch.seconds(bound)),
                    "whole process, median of %d; bound: 1.3 x requests x latency / 4 + 1 s".formatted(RUNS));
        }
    }
}
