package dev.muster.bench;

import dev.muster.simulator.AccountSizes;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// More users than PagerDuty lists at once.
record LargeAccount() implements Measurement {
    private static final AccountSizes SIZES = AccountSizes.of(12_000, 300);

    @Override
    public String name() {
        return "large";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Options unlimited = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(Accounts.of(SIZES), unlimited)) {
            SnapshotProcess snapshot = SnapshotProcess.run(workshop, far, "").requireComplete();
            return List.of(
                    new Result(
                            "Snapshot of 12,000 users",
                            String.format(
                                    Locale.ROOT,
                                    "complete, %,d accounts, %,d requests, %s",
                                    snapshot.rows(),
                                    far.requests().count(),
                                    Stopwatch.seconds(snapshot.wall())),
                            "no latency, no limit; a listing shows 10,000, so the rest comes in slices and is proved by the total"));
        }
    }
}
