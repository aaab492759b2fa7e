package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static dev.muster.WatchedAccount.json;
import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.FarFromNow;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.tenant.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Two people, two clicks, or a person and a run, at the same time.
@MusterTest
class AtTheSameTimeTest {
    private static final int AT_ONCE = 6;

    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;

    @BeforeEach
    void connect() {
        watched = WatchedAccount.synced(server, SimulatedAccount.of(40, 4, 9));
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void of_two_people_who_save_the_same_settings_the_second_learns_who_was_first() {
        int seen = watched.now().get("version").asInt();
        ApiClient bo = watched.tenant()
                .api(watched.tenant().access(watched.tenant().join("Bo Berg", Role.RISK_MANAGER), Role.RISK_MANAGER));

        assertThat(bo.patch(watched.path(), json(Map.of("description", "Bo's", "version", seen)))
                        .status())
                .isEqualTo(200);
        Answer late = watched.api().patch(watched.path(), json(Map.of("description", "Ana's", "version", seen)));
        Answer lateToo = watched.configure(Map.of("dailyAt", "04:00", "version", seen));

        for (Answer refused : List.of(late, lateToo)) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString())
                    .isEqualTo("Bo Berg saved these settings a moment ago. Yours were not saved."
                            + " Look at theirs before saving again.");
        }
        assertThat(watched.now().get("description").asString()).isEqualTo("Bo's");
        assertThat(watched.now().get("dailyAt").asString()).isEqualTo(FarFromNow.TIME);
    }

    @Test
    void of_many_who_save_at_once_exactly_one_wins() throws Exception {
        int seen = watched.now().get("version").asInt();

        List<Answer> answers = atOnce(number ->
                watched.api().patch(watched.path(), json(Map.of("description", "By " + number, "version", seen))));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(watched.now().get("version").asInt()).isEqualTo(seen + 1);
    }

    @Test
    void the_same_settings_saved_twice_are_fine_and_start_one_sync() throws Exception {
        for (int round = 0; round < 4; round++) {
            Map<String, ?> same = Map.of("dailyAt", "0%d:30".formatted(round), "acceptRefused", true);
            int next = watched.newestRun() + 1;

            List<Answer> answers = atOnce(number -> watched.configure(same));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            watched.awaitRun(next);
            awaitPlanned();
            assertThat(watched.newestRun()).isEqualTo(next);
        }
    }

    @Test
    void the_same_description_saved_twice_at_once_is_fine() throws Exception {
        int seen = watched.now().get("version").asInt();

        List<Answer> answers = atOnce(number ->
                watched.api().patch(watched.path(), json(Map.of("description", "The same", "version", seen))));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(watched.now().get("version").asInt()).isEqualTo(seen + 1);
    }

    @Test
    void a_sync_asked_for_while_one_reads_is_told_so_and_there_is_one_run() throws Exception {
        FaultGate gate = stall("/teams");
        watched.api().post(watched.path() + "/sync", null);
        gate.awaitReached();

        Answer second = watched.api().post(watched.path() + "/sync", null);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("detail").asString())
                .isEqualTo("Run 2 is reading already, so no other was started. Wait for its end or cancel it.");
        gate.release();
        assertThat(outcome(watched.awaitRun(2))).isEqualTo("complete");
        awaitPlanned();
        assertThat(watched.newestRun()).isEqualTo(2);
    }

    @Test
    void many_who_ask_at_once_get_one_run() throws Exception {
        FaultGate gate = stall("/abilities");

        List<Answer> answers = atOnce(number -> watched.api().post(watched.path() + "/sync", null));

        assertThat(answers).extracting(Answer::status).contains(202).isSubsetOf(202, 409);
        gate.release();
        assertThat(outcome(watched.awaitRun(2))).isEqualTo("complete");
        awaitPlanned();
        assertThat(watched.newestRun()).isEqualTo(2);
    }

    @Test
    void a_sync_asked_for_the_moment_another_ends_is_never_forgotten() {
        for (int run = 2; run <= 25; run++) {
            assertThat(outcome(watched.sync())).isEqualTo("complete");
        }
        assertThat(watched.newestRun()).isEqualTo(25);
    }

    @Test
    void pausing_stops_the_run_and_resuming_plans_the_next() throws Exception {
        FaultGate gate = stall("/teams");
        watched.api().post(watched.path() + "/sync", null);
        gate.awaitReached();

        assertThat(watched.api().post(watched.path() + "/pause", null).status()).isEqualTo(200);

        JsonNode run = watched.awaitRun(2);
        assertThat(outcome(run)).isEqualTo("cancelled");
        assertThat(run.get("run").get("reason").asString())
                .isEqualTo("Stopped by Ana Lima, who paused the integration");
        assertThat(watched.status()).isEqualTo("Paused");
        assertThat(watched.message())
                .matches("Paused by Ana Lima on \\d+ \\w+ \\d+\\. Data from \\d+ \\w+ \\d+ stays available");
        assertThat(watched.now().path("nextRun").isNull()).isTrue();
        assertThat(watched.accounts()).hasSize(40);
        Answer refused = watched.api().post(watched.path() + "/sync", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString())
                .endsWith("is paused, so nothing was started. Resume it first.");

        watched.api().post(watched.path() + "/resume", null);
        assertThat(watched.message()).isEqualTo("Data available");
        awaitPlanned();
        assertThat(outcome(watched.sync())).isEqualTo("complete");
    }

    @Test
    void a_cancelled_run_publishes_nothing() throws Exception {
        watched.account().removeUser(watched.account().users().getFirst().id());
        FaultGate gate = stall("/teams/{id}/members");
        watched.api().post(watched.path() + "/sync", null);
        gate.awaitReached();

        assertThat(watched.api().post(watched.path() + "/cancel", null).status())
                .isEqualTo(202);

        assertThat(outcome(watched.awaitRun(2))).isEqualTo("cancelled");
        assertThat(watched.message()).isEqualTo("Data available");
        assertThat(watched.accounts()).hasSize(40);
        assertThat(watched.api().post(watched.path() + "/cancel", null).status())
                .isEqualTo(409);
    }

    @Test
    void settings_saved_while_a_run_reads_start_it_anew() throws Exception {
        FaultGate gate = stall("/teams");
        watched.api().post(watched.path() + "/sync", null);
        gate.awaitReached();

        assertThat(watched.configure(Map.of("dailyAt", "05:15", "acceptRefused", true))
                        .status())
                .isEqualTo(200);

        assertThat(outcome(watched.awaitRun(2))).isEqualTo("cancelled");
        gate.release();
        assertThat(outcome(watched.awaitRun(3))).isEqualTo("complete");
        assertThat(watched.status()).isEqualTo("Connected");
    }

    @Test
    void deleting_while_a_run_reads_ends_it_and_leaves_nothing_of_it_but_that() throws Exception {
        FaultGate gate = stall("/teams/{id}/members");
        watched.api().post(watched.path() + "/sync", null);
        gate.awaitReached();

        String name = watched.now().get("name").asString().replace(' ', '+');
        assertThat(watched.api().delete(watched.path() + "?confirm=" + name).status())
                .isEqualTo(204);
        gate.release();

        assertThat(watched.api().get(watched.path()).status()).isEqualTo(404);
        eventually(() -> plannedTasks(), planned -> planned == 0);
        for (String table : tablesAboutIntegrations()) {
            if (table.startsWith("staged_") || table.startsWith("integration_") || table.equals("unread_part")) {
                assertThat(rowsIn(table)).as(table).isZero();
            }
        }
        assertThat(rowsIn("revision")).isOne();
        assertThat(watched.database()
                        .sql("""
                                select outcome || ' ' || (why ->> 'name') from sync_run
                                 where integration_id = :id and number = 2
                                """)
                        .param("id", watched.id())
                        .query(String.class)
                        .single())
                .isEqualTo("cancelled Ana Lima, who deleted the integration");
        assertThat(audited()).contains("integration.added", "integration.configured", "integration.deleted");
    }

    @Test
    void one_team_that_cannot_be_read_keeps_its_own_roles_and_those_of_the_others_end() {
        String team = watched.account().teams().get(1).id();
        String member = watched
                .account()
                .membersOf(watched.account().teams().get(0).id())
                .stream()
                .findFirst()
                .orElseThrow()
                .userId();
        JsonNode teamsBefore = watched.accountOf(member).get("groups");
        String left = watched.account().teams().get(0).id();
        watched.account().removeMember(watched.account().teams().get(0).id(), member);
        watched.account().setRole(member, "observer");
        watched.forget();
        watched.pagerDuty().faults().on("/teams/" + team + "/members").every().answer(new Fault.Status(500));

        JsonNode run = watched.sync();

        assertThat(outcome(run)).isEqualTo("partial");
        assertThat(watched.status()).isEqualTo("Needs attention");
        assertThat(watched.message())
                .startsWith("The members of team %s could not be read (500)."
                        .formatted(watched.account().teams().get(1).name()));
        JsonNode now = watched.accountOf(member);
        assertThat(now.get("role").get("title").asString()).isEqualTo("Observer");
        assertThat(teamsBefore.toString()).contains(left);
        assertThat(now.get("groups").toString()).doesNotContain(left);
        assertThat(now.get("groups")).hasSize(teamsBefore.size() - 1);
    }

    /// On a day on which every team is asked.
    private FaultGate stall(String path) {
        watched.forget();
        FaultGate gate = new FaultGate();
        watched.pagerDuty().faults().on(path).nth(1).answer(new Fault.Stall(gate));
        return gate;
    }

    /// Waits until the plan says that nothing follows soon.
    private void awaitPlanned() {
        eventually(
                () -> watched.now(),
                now -> now.path("syncing").isNull()
                        && now.path("nextRun").isString()
                        && Instant.parse(now.get("nextRun").asString())
                                .isAfter(Instant.now().plus(Duration.ofSeconds(30))));
    }

    private static List<Answer> atOnce(IntFunction<Answer> call) throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> calls = new ArrayList<>();
            for (int caller = 0; caller < AT_ONCE; caller++) {
                int number = caller;
                calls.add(callers.submit(() -> call.apply(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : calls) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private long plannedTasks() {
        return watched.database()
                .sql("select count(*) from scheduled_tasks where task_instance like '%' || :id")
                .param("id", watched.id().toString())
                .query(Long.class)
                .single();
    }

    private List<String> tablesAboutIntegrations() {
        List<String> tables = watched.database()
                .sql("""
                        select table_name
                          from information_schema.columns
                         where table_schema = 'public' and column_name = 'integration_id'
                         order by table_name
                        """)
                .query((row, index) -> row.getString(1))
                .list();
        assertThat(tables).contains("account", "access_grant", "staged_account", "sync_run", "integration_secret");
        return tables;
    }

    private long rowsIn(String table) {
        return watched.database()
                .sql("select count(*) from " + table + " where integration_id = :id")
                .param("id", watched.id())
                .query(Long.class)
                .single();
    }

    private List<String> audited() {
        return watched.database()
                .sql("select action from audit_entry where details ->> 'integration' = :id")
                .param("id", watched.id().toString())
                .query((row, index) -> row.getString(1))
                .list();
    }
}
