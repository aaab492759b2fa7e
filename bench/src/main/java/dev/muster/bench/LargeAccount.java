package dev.muster.bench;

import dev.muster.connector.Configuration;
import dev.muster.connector.Memory;
import dev.muster.connector.Secret;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// More users than PagerDuty lists at once: the time of a whole reading, and the requests the users alone take.
record LargeAccount() implements Measurement {
    private static final AccountSizes SIZES = AccountSizes.of(12_000, 300);
    private static final Options UNLIMITED = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
    private static final int PAGE = 100;
    private static final long SEED = 11;

    @Override
    public String name() {
        return "large";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        results.add(snapshot(workshop));
        for (int users : List.of(12_000, 20_000)) {
            for (int percentInTeams : List.of(10, 90)) {
                results.add(users(users, percentInTeams));
            }
        }
        return results;
    }

    private static Result snapshot(Workshop workshop) throws IOException, InterruptedException {
        try (var far = PagerDutySimulator.start(Accounts.of(SIZES), UNLIMITED)) {
            SnapshotProcess snapshot = SnapshotProcess.run(workshop, far, "").requireComplete();
            return new Result(
                    "Snapshot of 12,000 users",
                    String.format(
                            Locale.ROOT,
                            "complete, %,d accounts, %,d requests, %s",
                            snapshot.rows(),
                            far.requests().count(),
                            Stopwatch.seconds(snapshot.wall())),
                    "no latency, no limit; a listing shows 10,000, so the rest comes in slices and is proved by the total");
        }
    }

    private static Result users(int users, int percentInTeams) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.ofUsers(users, percentInTeams, SEED);
        try (var far = PagerDutySimulator.start(account, UNLIMITED)) {
            var connector = PagerDuty.with(PagerDutyOptions.defaults().withAllowedHosts(List.of(far.uri())));
            var configuration = new Configuration(
                    Map.of("region", far.uri().toString(), "feeds", "users"),
                    Map.of("access_token", Secret.of(far.token())));
            connector.collect(configuration, Memory.NONE, feed -> new Uncounted());
            long requests = far.requests().list().stream()
                    .filter(request -> request.path().equals("/users"))
                    .count();
            return new Result(
                    String.format(Locale.ROOT, "Requests to /users, %,d users, %d %% in teams", users, percentInTeams),
                    String.format(Locale.ROOT, "%,d (pages %,d)", requests, Math.ceilDiv(users, PAGE)),
                    "beyond 10,000 in slices by letters and teams");
        }
    }
}
