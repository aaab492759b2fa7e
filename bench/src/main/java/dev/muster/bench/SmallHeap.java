package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.SimulatedAccount;
import dev.muster.simulator.SimulatedTeam;
import dev.muster.simulator.SimulatedUser;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A very large account read with a very small heap.
record SmallHeap() implements Measurement {
    private static final int USERS = 100_000;
    private static final int TEAMS = 9_900;
    private static final int MEMBERS = 91;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Options unlimited = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(account(), unlimited)) {
            SnapshotProcess snapshot = SnapshotProcess.run(
                            workshop, far, "-Xmx128m", "--what", "grants", "--feeds", "team_members")
                    .requireComplete();
            return List.of(new Result(
                    "Snapshot in 128 MB of heap",
                    String.format(
                            Locale.ROOT,
                            "complete, %,d accounts, %,d grants, %s",
                            USERS,
                            snapshot.rows(),
                            Stopwatch.seconds(snapshot.wall())),
                    "`-Xmx128m`, users, teams and their members"));
        }
    }

    private static SimulatedAccount account() {
        SimulatedAccount account = SimulatedAccount.empty();
        for (int i = 0; i < USERS; i++) {
            String id = id("U", i);
            account.addUser(SimulatedUser.named(id, "Person " + id, id.toLowerCase(Locale.ROOT) + "@acme.example"));
        }
        for (int team = 0; team < TEAMS; team++) {
            String id = id("T", team);
            account.addTeam(SimulatedTeam.named(id, "Team " + id));
            for (int member = 0; member < MEMBERS; member++) {
                account.addMember(id, id("U", (team * MEMBERS + member * 7) % USERS), "responder");
            }
        }
        return account;
    }

    private static String id(String kind, int number) {
        return "P%s%06d".formatted(kind, number);
    }
}
