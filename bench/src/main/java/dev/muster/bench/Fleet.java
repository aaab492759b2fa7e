package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.AccountSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Many small integrations on two servers over one PostgreSQL: each is added over the API, read from a simulated
/// account and published, then all are due at once and read again. Everything, the simulated account included, shares
/// this machine.
///
/// @param sizes how many integrations there are when it is looked at the clock, ascending
record Fleet(List<Integer> sizes) implements Measurement {
    private static final AccountSizes ACCOUNT = AccountSizes.of(60, 5);

    Fleet {
        sizes = sizes.stream().sorted().toList();
    }

    /// Of sizes that take minutes: the fleet that is the goal, 10,000 integrations, takes an hour or so.
    static Fleet small() {
        return new Fleet(List.of(500, 1_000, 2_000));
    }

    @Override
    public Measurement of(List<Integer> others) {
        return new Fleet(others);
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("fleet");
        JsonNode demo = madeByDemo(workshop, data);
        Options options = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(Accounts.of(ACCOUNT), options);
                SharedPostgres postgres = SharedPostgres.on(data, workshop.newFile("postgres"));
                MusterProcess one = server(workshop, postgres, far);
                MusterProcess other = server(workshop, postgres, far)) {
            var servers = List.of(one.awaitUrl(), other.awaitUrl());
            String owner = demo.at("/users/0/email").asString();
            return measure(new FleetTenants(workshop, new LedgerDatabase(data), servers, far, owner));
        } catch (SQLException e) {
            throw new IOException("The fleet could not be measured", e);
        }
    }

    /// Lets a demo make the database with a person who owns everything.
    private static JsonNode madeByDemo(Workshop workshop, Path data) throws IOException, InterruptedException {
        try (MusterProcess demo = MusterProcess.start(workshop, data, "demo", "--users", "20", "--teams", "2")) {
            return demo.awaitDemo(data);
        }
    }

    private static MusterProcess server(Workshop workshop, SharedPostgres postgres, PagerDutySimulator far)
            throws IOException {
        Map<String, String> environment = new HashMap<>(postgres.settings());
        environment.put("MUSTER_PAGERDUTY_HOSTS", far.uri().toString());
        environment.put("MUSTER_TRUSTED_PROXIES", "127.0.0.1");
        return MusterProcess.start(workshop, workshop.newFolder("server"), environment, "serve");
    }

    private List<Result> measure(FleetTenants fleet) throws IOException, InterruptedException, SQLException {
        List<Result> results = new ArrayList<>();
        Duration adding = Duration.ZERO;
        int before = 0;
        for (int size : sizes) {
            Duration added = fleet.addUpTo(size);
            adding = adding.plus(added);
            results.add(result("added, read and published", size, adding, added, size - before));
            before = size;
            Duration again = fleet.readAgain();
            results.add(result("read again, nothing changed", size, again, again, size));
        }
        return results;
    }

    /// @param last  of the time, what the newest took
    /// @param newest integrations
    private static Result result(String what, int size, Duration time, Duration last, int newest) {
        return new Result(
                String.format(Locale.ROOT, "Fleet of %,d integrations, %s", size, what),
                String.format(
                        Locale.ROOT,
                        "%s, the newest %,d %d ms each: 10,000 in %d min at that pace",
                        Stopwatch.seconds(time),
                        newest,
                        last.dividedBy(newest).toMillis(),
                        last.multipliedBy(10_000).dividedBy(newest).toMinutes()),
                "60 users each, 50 integrations a tenant; two servers, PostgreSQL and the simulated account on one machine;"
                        + " goal: 10,000 within 60 min, time per integration constant");
    }
}
