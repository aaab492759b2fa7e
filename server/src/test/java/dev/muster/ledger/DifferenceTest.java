package dev.muster.ledger;

import static dev.muster.WatchedIntegration.json;
import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.WatchedAccount;
import dev.muster.WatchedIntegration;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedService;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Whatever happened, each revision is told as it was when it was the newest, and differences lead from one to the
/// other; also when older ones fold in the middle of it.
@MusterTest
@Execution(ExecutionMode.CONCURRENT)
class DifferenceTest {
    private static final Fault NOT_SHOWN = new Fault.Status(404, ErrorShape.CODE_5001);

    @Autowired
    private ApplicationContext server;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_everything_a_connector_may_say(long seed) {
        var random = new Random(seed);
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 6, 3);
        scripted.api().patch(scripted.path(), json(Map.of("holdPercent", 40, "holdMinimum", 1)));
        var days = new ScriptedDays(scripted.script(), random);
        var history = new RecordedHistory(server, scripted, List.of("/accounts", "/resources"));
        history.record();
        for (int day = 0; day < 10; day++) {
            days.dawn();
            decide(scripted, scripted.sync(), random);
            history.record();
            if (seed % 2 == 0 && day % 3 == 2 && history.size() > 2) {
                history.fold(1 + random.nextInt(history.size() - 1));
            }
        }

        assertThat(history.size()).isGreaterThan(seed % 2 == 0 ? 1 : 3);
        history.isToldAsItWas();
        history.differencesLeadFromEachToOthers();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void of_rights(long seed) {
        var random = new Random(seed);
        var account = SimulatedAccount.of(new AccountSizes(15, 4, 3, 3, 0, 0, 4, 0), seed);
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            watched.api().patch(watched.path(), json(Map.of("holdPercent", 100, "holdMinimum", 1_000_000)));
            List<String> users =
                    account.users().stream().map(user -> user.id()).limit(3).toList();
            List<String> teams = account.teams().stream().map(team -> team.id()).toList();
            var history = new RecordedHistory(
                    server,
                    watched,
                    List.of(
                            "/accounts",
                            "/resources",
                            "/accounts/" + users.getFirst() + "/access",
                            "/accounts/" + users.getLast() + "/access",
                            "/resources/team/" + teams.getFirst() + "/access"));
            history.record();
            for (int day = 0; day < 5; day++) {
                watched.pagerDuty().faults().clear();
                if (random.nextBoolean()) {
                    String members = "/teams/" + oneOf(teams, random) + "/members";
                    watched.pagerDuty().faults().on(members).every().answer(NOT_SHOWN);
                }
                if (random.nextInt(4) == 0) {
                    watched.pagerDuty().faults().on("/users").every().answer(new Fault.Status(500));
                }
                for (int i = random.nextInt(5); i > 0; i--) {
                    change(account, oneOf(users, random), oneOf(teams, random), random);
                }
                watched.forget();
                watched.sync();
                history.record();
            }

            assertThat(history.size()).isGreaterThan(1);
            history.isToldAsItWas();
            history.differencesLeadFromEachToOthers();
            history.rightsLeadFromEachToEach();
        }
    }

    private static void change(SimulatedAccount account, String user, String team, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> account.setRole(user, oneOf(List.of("admin", "limited_user", "observer"), random));
            case 1 -> account.addMember(team, user, oneOf(List.of("manager", "responder"), random));
            case 2 -> account.removeMember(team, user);
            case 3 ->
                account.team(team)
                        .ifPresent(old -> account.addTeam(old.isPrivate() ? old.asPublic() : old.asPrivate()));
            case 4 -> move(account, team, random);
            default ->
                account.user(user).ifPresent(old -> account.addUser(old.withName("Renamed " + random.nextInt(1_000))));
        }
    }

    /// A service goes to another team, or away; when none is left, one comes.
    private static void move(SimulatedAccount account, String team, Random random) {
        OnCallSetup setup = account.onCallSetup();
        if (setup.services().isEmpty()) {
            setup.add(SimulatedService.named(
                            "PSERV99", "New", setup.policies().getFirst().id())
                    .inTeams(team));
            return;
        }
        SimulatedService service = oneOf(setup.services(), random);
        if (random.nextInt(3) == 0) {
            setup.removeService(service.id());
        } else {
            setup.add(service.inTeams(team));
        }
    }

    /// A run that was held is published as it was read, or thrown away.
    private static void decide(WatchedIntegration watched, JsonNode run, Random random) {
        if (outcome(run).equals("held")) {
            String decision = random.nextBoolean() ? "release" : "discard";
            String path = "%s/runs/%d/%s".formatted(watched.path(), watched.newestRun(), decision);
            assertThat(watched.api().post(path, null).status()).isEqualTo(200);
        }
    }

    private static <T> T oneOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
