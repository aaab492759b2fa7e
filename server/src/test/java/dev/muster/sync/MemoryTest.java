package dev.muster.sync;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.user;
import static dev.muster.WatchedIntegration.changes;
import static dev.muster.WatchedIntegration.feed;
import static dev.muster.WatchedIntegration.json;
import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.WatchedIntegration.Facts;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row.Grant;
import dev.muster.database.MusterTest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What a connector may rely on, and what it may say without having read it.
@MusterTest
class MemoryTest {
    private static final Key TEAM = new Key("team", "T0");
    private static final int MANY = 20;

    @Autowired
    private ApplicationContext server;

    private ScriptedIntegration scripted;

    /// Team T0 with twenty members, and revision 2 with the memory `mark=2`.
    @BeforeEach
    void connect() {
        scripted = ScriptedIntegration.synced(server, MANY, 3);
        for (int i = 0; i < MANY; i++) {
            scripted.script().record("members", "T0/P" + i, member("P" + i, "T0"));
        }
        scripted.script().leave(Map.of("mark", "2"));
        scripted.sync();
    }

    @Test
    void the_first_reading_knows_nothing_and_the_next_what_was_published_last() {
        assertThat(scripted.script().given()).isEmpty();

        scripted.script().leave(Map.of("mark", "3"));
        scripted.sync();
        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "2"));

        scripted.sync();
        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "3"));
    }

    @Test
    void what_is_kept_stays_without_a_fact_being_written() {
        Facts before = scripted.facts();
        Set<String> known = scripted.asOf(2);
        scripted.script().clear("members").keep("members", TEAM, MANY);

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("complete");
        assertThat(changes(run)).isEqualTo("+0 -0 ~0");
        assertThat(scripted.facts()).isEqualTo(before);
        assertThat(scripted.asOf(3)).isEqualTo(known);
        assertThat(feed(run, "members").get("fetched").asLong()).isZero();
        assertThat(feed(run, "members").get("kept").asLong()).isEqualTo(MANY);
        assertThat(feed(run, "members").get("stored").asLong()).isEqualTo(MANY);
    }

    @Test
    void a_level_nobody_knows_is_counted_whether_it_was_read_or_kept() {
        scripted.script()
                .record("members", "T0/P0", new Grant(user("P0"), TEAM, "wizard"))
                .record("members", "T0/P1", new Grant(user("P1"), TEAM, "wizard"));
        assertThat(feed(scripted.sync(), "members").get("unknown").asLong()).isEqualTo(2);

        scripted.script().clear("members").keep("members", TEAM, MANY);
        JsonNode run = scripted.sync();

        assertThat(feed(run, "members").get("kept").asLong()).isEqualTo(MANY);
        assertThat(feed(run, "members").get("unknown").asLong()).isEqualTo(2);
        assertThat(run.get("notes").toString()).contains("wizard", "Kept and shown as Unknown (wizard)");
    }

    @Test
    void what_is_kept_and_what_is_read_add_up() {
        scripted.script().record("members", "T1/P0", member("P0", "T1"));
        scripted.sync();
        scripted.script().clear("members").keep("members", TEAM, MANY).record("members", "T2/P1", member("P1", "T2"));

        JsonNode run = scripted.sync();

        assertThat(changes(run)).isEqualTo("+1 -1 ~0");
        assertThat(scripted.asOf(4))
                .contains("grant P7 member on team T0 {}", "grant P1 member on team T2 {}")
                .doesNotContain("grant P0 member on team T1 {}");
        assertThat(feed(run, "members").get("fetched").asLong()).isEqualTo(1);
        assertThat(feed(run, "members").get("stored").asLong()).isEqualTo(MANY + 1);
        assertThat(scripted.page("/history"))
                .contains("24 rows fetched + 20 kept = 44 stored + 0 rejected with a reason");
    }

    @Test
    void people_of_a_kept_team_who_are_gone_become_stubs() {
        scripted.script().without("people", "P3").clear("members").keep("members", TEAM, MANY);

        assertThat(outcome(scripted.sync())).isEqualTo("complete");

        assertThat(scripted.asOf(3)).contains("account P3 Person P3 absent", "grant P3 member on team T0 {}");
    }

    @Test
    void a_part_that_cannot_be_read_keeps_its_rows_and_everything_else_is_published() {
        Set<String> known = scripted.asOf(2);
        scripted.script().record("members", "T1/P0", member("P0", "T1"));
        scripted.sync();
        Problem refused = new Problem(Problem.Cause.NOT_PERMITTED, "The members are refused (403)", "Ask", null, 403);
        scripted.script()
                .clear("members")
                .record("members", "T2/P1", member("P1", "T2"))
                .ended("members", new Part(TEAM, "Payments"), new PartEnd.Unread(refused, Instant.EPOCH))
                .ended("members", new Part(new Key("team", "T2"), "Search"), new PartEnd.Read())
                .end("members", new Partial(1, 3, refused));

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("partial");
        assertThat(changes(run)).isEqualTo("+1 -1 ~0");
        assertThat(scripted.asOf(4))
                .containsAll(known)
                .contains("grant P1 member on team T2 {}")
                .doesNotContain("grant P0 member on team T1 {}");
        assertThat(feed(run, "members").get("state").asString()).isEqualTo("partial");
        assertThat(feed(run, "members").get("kept").asLong()).isEqualTo(MANY);
        assertThat(feed(run, "members").get("stored").asLong()).isEqualTo(MANY + 1);
        assertThat(run.get("notes").toString()).contains("Payments: The members are refused (403)");
        assertThat(scripted.message())
                .isEqualTo("Data available, except the members of team Payments: Scripted refuses them (403)");
        assertThat(scripted.status()).isEqualTo("Connected");
        assertThat(outcome(run)).isEqualTo("partial");
    }

    @Test
    void another_number_than_there_are_fails_the_run_and_is_forgotten() {
        scripted.script().clear("members").keep("members", TEAM, MANY + 1);

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("failed");
        assertThat(scripted.message())
                .startsWith("Feed members of run 3 fetched or kept 21 records but 20 are accounted for; nothing was"
                        + " published. The next run reads everything again; sync again");
        assertThat(scripted.revision()).isEqualTo(2);

        scripted.script().clear("members");
        scripted.sync();
        assertThat(scripted.script().given()).isEmpty();
    }

    @Test
    void a_run_that_failed_leaves_nothing_behind() {
        scripted.script().leave(Map.of("mark", "never")).clear("people");
        assertThat(outcome(scripted.sync())).isEqualTo("failed");

        scripted.sync();

        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "2"));
    }

    @Test
    void a_partial_run_that_is_published_leaves_its_memory_behind() {
        scripted.script()
                .leave(Map.of("mark", "partial"))
                .end("members", new Incomplete(new Problem(Problem.Cause.FAILING, "It broke", "Wait", null)));
        assertThat(outcome(scripted.sync())).isEqualTo("partial");

        scripted.sync();

        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "partial"));
    }

    @Test
    void the_memory_of_a_held_run_counts_when_it_is_released() {
        hold();
        assertThat(outcome(scripted.sync())).isEqualTo("held");
        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "2"));

        assertThat(scripted.api()
                        .post(scripted.path() + "/runs/4/release", null)
                        .status())
                .isEqualTo(200);
        scripted.sync();

        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "held"));
    }

    @Test
    void the_memory_of_a_discarded_run_never_counts() {
        hold();
        assertThat(scripted.api()
                        .post(scripted.path() + "/runs/3/discard", null)
                        .status())
                .isEqualTo(200);

        scripted.sync();

        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "2"));
    }

    /// The memory that the connector was given belongs to revision 2, and so do the rows it keeps, though
    /// revision 3 was released while it read.
    @Test
    void rows_are_kept_as_the_memory_knows_them() {
        hold();
        scripted.script().clear("members").keep("members", TEAM, MANY);
        scripted.script().whileReading("members", () -> scripted.api().post(scripted.path() + "/runs/3/release", null));

        JsonNode run = scripted.sync();

        assertThat(scripted.asOf(3)).noneMatch(fact -> fact.contains("on team T0"));
        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(scripted.asOf(4)).contains("grant P19 member on team T0 {}");
    }

    @Test
    void another_credential_begins_from_nothing() {
        scripted.configure(Map.of("secrets", Map.of("access_key", scripted.anotherSecret())));

        assertThat(scripted.script().given()).isEmpty();
    }

    @Test
    void another_setting_begins_from_nothing() {
        String secret = scripted.anotherSecret();

        scripted.configure(Map.of(
                "settings",
                Map.of("sign_in", "app", "client_id", "acme-1"),
                "secrets",
                Map.of("client_secret", secret)));

        assertThat(scripted.script().given()).isEmpty();
    }

    @Test
    void another_daily_time_changes_nothing_that_is_remembered() {
        scripted.configure(Map.of("dailyAt", "04:30"));

        assertThat(scripted.script().given()).isEqualTo(Map.of("mark", "2"));
    }

    @Test
    void another_version_of_the_connector_begins_from_nothing() {
        scripted.database()
                .sql("update sync_run set connector_version = '0.9' where integration_id = :id")
                .param("id", scripted.id())
                .update();

        scripted.sync();

        assertThat(scripted.script().given()).isEmpty();
    }

    @Test
    void only_the_memory_that_counts_is_stored() {
        scripted.sync();
        scripted.sync();

        assertThat(scripted.database()
                        .sql("select count(memory) from sync_run where integration_id = :id")
                        .param("id", scripted.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /// Run 3 waits for a decision: everybody is out of team T0.
    private void hold() {
        scripted.api().patch(scripted.path(), json(Map.of("holdPercent", 10, "holdMinimum", 1)));
        scripted.script().leave(Map.of("mark", "held")).clear("members");
        assertThat(outcome(scripted.sync())).isEqualTo("held");
    }
}
