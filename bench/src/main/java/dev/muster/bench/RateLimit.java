package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.AccountSizes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long a large reading takes when PagerDuty allows 960 requests a minute, of which Muster uses four fifths.
record RateLimit() implements Measurement {
    private static final int A_MINUTE = 960 * 4 / 5;

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        AccountSizes largest = Accounts.SIZES.getLast();
        try (var far = PagerDutySimulator.start(Accounts.of(largest), Options.defaults())) {
            SnapshotProcess snapshot = SnapshotProcess.run(workshop, far, "").requireComplete();
            long requests = far.requests().count();
            long refused = far.requests().list().stream()
                    .filter(request -> request.status() == 429)
                    .count();
            return List.of(
                    new Result(
                            String.format(Locale.ROOT, "Snapshot of %,d users within the rate limit", largest.users()),
                            String.format(
                                    Locale.ROOT,
                                    "%,d requests, %s (the limit alone: %s), %d times 429",
                                    requests,
                                    Stopwatch.seconds(snapshot.wall()),
                                    Stopwatch.seconds(fullWindows(requests)),
                                    refused),
                            "960 requests a minute and 125 to `/oncalls`, four fifths used; a window of a minute begins with its first request"));
        }
    }

    /// The last window need not be waited for.
    private static Duration fullWindows(long requests) {
        return Duration.ofMinutes((requests - 1) / A_MINUTE);
    }
}
