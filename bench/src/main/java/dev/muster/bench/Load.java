package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Two servers over one PostgreSQL with many people on their pages while many integrations sync; half-way one server is
/// killed. Everything, those who click included, shares this machine.
record Load() implements Measurement {
    private static final int USERS = 200;
    private static final int INTEGRATIONS = 20;
    private static final Duration HALF = Duration.ofMinutes(1);
    private static final Duration LATENCY = Duration.ofMillis(100);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("load");
        JsonNode demo = madeByDemo(workshop, data);
        Options options =
                Options.defaults().withRequestsPerMinute(Options.NO_LIMIT).withLatency(LATENCY);
        try (var far = PagerDutySimulator.start(Accounts.of(Accounts.SIZES.getFirst()), options);
                SharedPostgres postgres = SharedPostgres.on(data, workshop.newFile("postgres"));
                MusterProcess one = server(workshop, postgres, far);
                MusterProcess other = server(workshop, postgres, far)) {
            var servers = new Servers(one.awaitUrl(), one, other.awaitUrl());
            return List.of(measure(workshop, servers, far, demo));
        }
    }

    /// Lets a demo make the database with a tenant, its Administrator and an API token.
    private static JsonNode madeByDemo(Workshop workshop, Path data) throws IOException, InterruptedException {
        try (MusterProcess demo = MusterProcess.start(workshop, data, "demo", "--users", "20", "--teams", "2")) {
            return demo.awaitDemo(data);
        }
    }

    /// As behind a load balancer on this machine.
    private static MusterProcess server(Workshop workshop, SharedPostgres postgres, PagerDutySimulator far)
            throws IOException {
        Map<String, String> environment = new HashMap<>(postgres.settings());
        environment.put("MUSTER_PAGERDUTY_HOSTS", far.uri().toString());
        environment.put("MUSTER_TRUSTED_PROXIES", "127.0.0.1");
        return MusterProcess.start(workshop, workshop.newFolder("server"), environment, "serve");
    }

    private static Result measure(Workshop workshop, Servers servers, PagerDutySimulator far, JsonNode demo)
            throws IOException, InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(USERS);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var tenant = new LoadedTenant(workshop, servers, http, demo);
            List<Visitor> visitors = tenant.invite(USERS);
            var clicks = new Clicks();
            var random = new Random(USERS);
            visitors.forEach(visitor ->
                    people.execute(new ClickingUser(visitor, servers, clicks, new Random(random.nextLong()))));

            tenant.connectDuring(HALF, INTEGRATIONS, far);
            servers.killOne();
            tenant.syncAgainDuring(HALF);

            servers.close();
            people.shutdown();
            people.awaitTermination(1, TimeUnit.MINUTES);
            return result(clicks, tenant.lost(far));
        } finally {
            people.shutdownNow();
        }
    }

    private static Result result(Clicks clicks, List<String> lost) {
        List<String> wrong = new ArrayList<>(clicks.errors());
        wrong.addAll(lost);
        wrong.forEach(System.err::println);
        return new Result(
                "Load on two servers, one killed half-way",
                String.format(
                        Locale.ROOT,
                        "%,d pages, half within %s, 95 of 100 within %s, 99 within %s; errors %d, cut off by the kill %d, lost %d",
                        clicks.count(),
                        milliseconds(clicks.within(50)),
                        milliseconds(clicks.within(95)),
                        milliseconds(clicks.within(99)),
                        clicks.errors().size(),
                        clicks.cutOffCount(),
                        lost.size()),
                String.format(
                        Locale.ROOT,
                        "%d signed-in users, each clicking a link every 5 s for 2 minutes; %d integrations of 1,000 users, each synced"
                                + " twice; a member added every 3 s; all on one machine; goal: 95 of 100 within 300 ms",
                        USERS,
                        INTEGRATIONS));
    }

    private static String milliseconds(Duration time) {
        return time.toMillis() + " ms";
    }
}
