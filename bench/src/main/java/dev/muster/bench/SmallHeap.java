package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A very large account read with a very small heap, by the one-shot command and by the server.
record SmallHeap() implements Measurement {
    private static final String HEAP = "-Xmx128m";
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
            return List.of(snapshot(workshop, far), server(workshop, far));
        }
    }

    private static Result snapshot(Workshop workshop, PagerDutySimulator far) throws IOException, InterruptedException {
        SnapshotProcess snapshot = SnapshotProcess.run(
                        workshop, far, HEAP, "--what", "grants", "--feeds", "team_members")
                .requireComplete();
        return new Result(
                "Snapshot in 128 MB of heap",
                String.format(
                        Locale.ROOT,
                        "complete, %,d accounts, %,d grants, %s",
                        USERS,
                        snapshot.rows(),
                        Stopwatch.seconds(snapshot.wall())),
                "`%s`, users, teams and their members".formatted(HEAP));
    }

    /// Takes over the folder of a demo, whose tenant and API token it uses.
    private static Result server(Workshop workshop, PagerDutySimulator far) throws IOException, InterruptedException {
        Path data = workshop.newFolder("heap");
        String token;
        try (MusterProcess demo = MusterProcess.start(workshop, data, "demo", "--users", "20", "--teams", "2")) {
            token = demo.awaitDemo(data).get("apiToken").asString();
        }
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", HEAP, "MUSTER_PAGERDUTY_HOSTS", "" + far.uri());
        try (MusterProcess server = MusterProcess.start(workshop, data, environment, "serve")) {
            ServerApi api = new ServerApi(workshop, server.awaitUrl(), token);
            String integration = api.connect(far, "Large");
            Duration sync = ServerApi.duration(api.awaitFirstRun(integration));
            JsonNode counts = api.counts(integration);
            return new Result(
                    "Sync in 128 MB of heap",
                    String.format(
                            Locale.ROOT,
                            "complete, %,d accounts, %,d grants, %s",
                            counts.get("accounts").asLong(),
                            counts.get("grants").asLong(),
                            Stopwatch.seconds(sync)),
                    "server with `%s`, first sync with every standard feed, no limit of requests".formatted(HEAP));
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
