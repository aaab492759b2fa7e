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
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedOutcome.SwitchedOff;
import dev.muster.connector.Key;
import dev.muster.connector.Problem;
import dev.muster.connector.Row.Change;
import dev.muster.connector.Row.Grant;
import dev.muster.connector.Row.Link;
import dev.muster.connector.Row.Resource;
import dev.muster.database.MusterTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What else a connector may say: how a grant is held, what belongs to what, what the application recorded
/// itself.
@MusterTest
class GrantsAndLinksTest {
    private static final Key POLICY = new Key("policy", "E1");
    private static final Key TEAM = new Key("team", "T0");

    @Autowired
    private ApplicationContext server;

    private ScriptedIntegration scripted;

    @BeforeEach
    void connect() {
        scripted = ScriptedIntegration.synced(server, 3, 1);
    }

    @Test
    void one_account_may_hold_one_value_in_several_ways() {
        scripted.script().record("policies", "E1", policy(), target("P0", "level 1"), target("P0", "level 2"));
        assertThat(changes(scripted.sync())).isEqualTo("+3 -0 ~0");

        scripted.script().record("policies", "E1", policy(), target("P0", "level 2"), target("P0", "level 3"));
        assertThat(changes(scripted.sync())).isEqualTo("+0 -0 ~1");

        assertThat(scripted.asOf(2)).contains("grant P0 target on policy E1 through level 1 {}");
        assertThat(scripted.asOf(3))
                .contains("grant P0 target on policy E1 through level 2 {}")
                .contains("grant P0 target on policy E1 through level 3 {}")
                .doesNotContain("grant P0 target on policy E1 through level 1 {}");
    }

    @Test
    void a_record_may_say_the_same_twice() {
        scripted.script().record("policies", "E1", policy(), target("P0", "level 1"), target("P0", "level 1"));

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("complete");
        assertThat(changes(run)).isEqualTo("+2 -0 ~0");
        assertThat(feed(run, "policies").get("stored").asLong()).isEqualTo(1);
        assertThat(feed(run, "policies").get("duplicates").asLong()).isZero();
    }

    @Test
    void more_said_of_a_grant_or_a_link_is_a_change() {
        scripted.script().record("policies", "E1", policy(), since("2026-01-01"), owns(Map.of()));
        assertThat(changes(scripted.sync())).isEqualTo("+3 -0 ~0");

        scripted.script().record("policies", "E1", policy(), since("2026-02-02"), owns(Map.of("levels", "1")));
        assertThat(changes(scripted.sync())).isEqualTo("+0 -0 ~2");

        Facts before = scripted.facts();
        assertThat(changes(scripted.sync())).isEqualTo("+0 -0 ~0");
        assertThat(scripted.facts()).isEqualTo(before);
        assertThat(scripted.asOf(2)).contains("link team T0 owns policy E1 {}");
        assertThat(scripted.asOf(3)).contains("link team T0 owns policy E1 {\"levels\": \"1\"}");
    }

    @Test
    void an_end_that_nobody_lists_becomes_a_stub() {
        scripted.script()
                .record(
                        "policies",
                        "E1",
                        policy(),
                        new Link(new Key("team", "TGONE"), "owns", POLICY),
                        new Link(POLICY, "tells", user("PGONE")),
                        new Link(new Key("account", "account"), "has", POLICY));

        JsonNode run = scripted.sync();

        assertThat(scripted.asOf(2))
                .contains("resource team TGONE TGONE {\"stub\": \"true\"}")
                .contains("account PGONE PGONE absent")
                .contains("resource account account account {\"stub\": \"true\"}");
        // Accounts as a whole have no listing here that could have shown one.
        assertThat(feed(run, "policies").get("unresolved").asLong()).isEqualTo(2);

        scripted.script().record("policies", "E1", policy());
        scripted.sync();

        assertThat(scripted.asOf(3))
                .noneMatch(fact -> fact.contains("GONE"))
                .contains("resource account account account {\"stub\": \"true\"}");
    }

    @Test
    void a_team_that_only_a_link_still_names_is_gone_for_the_guard_and_told_apart() {
        scripted.script().record("policies", "E1", policy(), owns(Map.of()));
        scripted.sync();
        assertThat(count("groups")).isEqualTo(1);
        assertThat(count("stubGroups")).isZero();
        scripted.api().patch(scripted.path(), json(Map.of("holdPercent", 1, "holdMinimum", 0)));
        scripted.script().without("teams", "T0");

        assertThat(outcome(scripted.sync())).isEqualTo("held");
        assertThat(scripted.message()).startsWith("1 of 1 teams would disappear. ");
        scripted.api().post(scripted.path() + "/runs/3/release", null);

        assertThat(scripted.asOf(3)).contains("resource team T0 Team T0 {\"stub\": \"true\"}");
        assertThat(count("groups")).isEqualTo(1);
        assertThat(count("stubGroups")).isEqualTo(1);
        assertThat(outcome(scripted.sync())).isEqualTo("complete");
    }

    @Test
    void what_stays_unread_still_refers_to_something() {
        scripted.script().record("members", "T0/P2", member("P2", "T0"));
        scripted.sync();
        scripted.script()
                .without("people", "P2")
                .without("teams", "T0")
                .end("members", new Incomplete(new Problem(Problem.Cause.FAILING, "It broke", "Wait", null)));

        assertThat(outcome(scripted.sync())).isEqualTo("partial");

        assertThat(scripted.asOf(3))
                .contains("grant P2 member on team T0 {}")
                .contains("account P2 Person P2 absent")
                .contains("resource team T0 Team T0 {\"stub\": \"true\"}")
                .doesNotContain("grant P2 user on account account {}");
    }

    /// A schedule that PagerDuty moves from one list to the other is the same schedule.
    @Test
    void what_another_feed_shows_now_stays_when_that_feed_alone_is_not_read() {
        Resource shared = new Resource(new Key("schedule", "S1"), "Nights", Map.of());
        scripted.script().record("policies", "S1", shared, rotation());
        scripted.sync();
        scripted.script().clear("policies").record("labels", "S1", shared, rotation());
        assertThat(changes(scripted.sync())).isEqualTo("+0 -0 ~0");

        scripted.script().clear("labels").end("labels", new SwitchedOff());
        assertThat(changes(scripted.sync())).isEqualTo("+0 -0 ~0");

        assertThat(scripted.asOf(4)).contains("grant P0 rotation on schedule S1 {}");
    }

    @Test
    void the_applications_own_audit_entries_are_kept_once_and_for_good() {
        scripted.script().record("trail", "A1", entry("A1", "admin")).record("trail", "A2", entry("A2", "user"));
        JsonNode run = scripted.sync();

        assertThat(changes(run)).isEqualTo("+0 -0 ~0");
        assertThat(feed(run, "trail").get("fetched").asLong()).isEqualTo(2);
        assertThat(feed(run, "trail").get("stored").asLong()).isEqualTo(2);
        assertThat(feed(run, "trail").get("digest").isString()).isTrue();

        scripted.script().without("trail", "A1").record("trail", "A3", entry("A3", "admin"));
        scripted.sync();

        assertThat(scripted.changeIds()).containsExactly("A1", "A2", "A3");
    }

    @Test
    void entries_that_were_read_stay_though_the_reading_broke_off() {
        scripted.script()
                .leave(Map.of("mark", "2"))
                .record("trail", "A1", entry("A1", "admin"))
                .record("trail", "A2", entry("A2", "user"))
                .end("trail", new Incomplete(new Problem(Problem.Cause.FAILING, "It broke", "Wait", null)));

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("partial");
        assertThat(feed(run, "trail").get("stored").asLong()).isEqualTo(2);
        assertThat(scripted.changeIds()).containsExactly("A1", "A2");

        scripted.script().end("trail", new Complete()).record("trail", "A3", entry("A3", "user"));
        assertThat(outcome(scripted.sync())).isEqualTo("complete");

        assertThat(scripted.changeIds()).containsExactly("A1", "A2", "A3");
    }

    @Test
    void rows_that_no_later_run_read_are_shown_with_their_age() {
        scripted.script().record("policies", "E1", policy(), owns(Map.of())).record("labels", "L", rotationAt("S2"));
        scripted.sync();
        assertThat(olderFeeds()).isEmpty();

        scripted.script()
                .end("policies", new NotAvailable("not part of this Scripted plan", null))
                .clear("labels")
                .end("labels", new SwitchedOff());
        scripted.sync();
        scripted.sync();

        assertThat(olderFeeds()).containsExactly("labels of run 2", "policies of run 2");
        assertThat(scripted.page("")).containsPattern("(?s)Older than this revision.*Policies.*Labels");

        scripted.script().end("policies", new Complete());
        scripted.sync();
        assertThat(olderFeeds()).containsExactly("labels of run 2");
    }

    @Test
    void a_feed_that_nobody_wants_is_no_exception_and_closes_nothing() {
        scripted.script().record("policies", "E1", policy(), owns(Map.of()));
        scripted.sync();
        scripted.script().clear("policies").end("policies", new SwitchedOff());

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).isEqualTo("complete");
        assertThat(feed(run, "policies").get("state").asString()).isEqualTo("switched_off");
        assertThat(scripted.message()).isEqualTo("Data available");
        assertThat(scripted.asOf(3)).contains("link team T0 owns policy E1 {}");
    }

    @Test
    void several_feeds_that_plan_and_scope_leave_out_are_told_in_one_sentence() {
        scripted.script()
                .end("policies", new NotAvailable("not part of this Scripted plan", null))
                .end("duties", new NotAvailable("not part of this Scripted plan", null))
                .end("trail", new NotAvailable("not part of this Scripted plan", null))
                .end("labels", new NotAvailable("not in the scope of this credential", null));

        assertThat(outcome(scripted.sync())).isEqualTo("complete");

        assertThat(scripted.message())
                .isEqualTo("Data available, except policies, on duty and audit records: not part of this Scripted"
                        + " plan; labels: not in the scope of this credential");
    }

    @Test
    void people_on_duty_may_all_change_without_anybody_being_asked() {
        for (int i = 0; i < 30; i++) {
            scripted.script().record("duties", "D" + i, onDuty("P0", "shift " + i));
        }
        JsonNode first = scripted.sync();
        assertThat(changes(first)).isEqualTo("+1 -0 ~0"); // the stub of the policy
        assertThat(count("grants")).isEqualTo(33);
        assertThat(count("restlessGrants")).isEqualTo(30);

        scripted.script().clear("duties").record("duties", "D", onDuty("P1", "shift 31"));
        JsonNode second = scripted.sync();

        assertThat(outcome(second)).isEqualTo("complete");
        assertThat(changes(second)).isEqualTo("+0 -0 ~0");
        assertThat(scripted.asOf(3))
                .contains("grant P1 on_duty on policy E1 through shift 31 {}")
                .noneMatch(fact -> fact.contains("shift 1 "));
    }

    @Test
    void text_that_a_database_cannot_hold_stays_visible() {
        scripted.script()
                .record(
                        "policies",
                        "E1",
                        new Resource(POLICY, "Nul\0", Map.of("k\0", "v\0")),
                        new Grant(user("P0"), POLICY, "target", "le\0vel", Map.of("a", "\0")));

        assertThat(outcome(scripted.sync())).isEqualTo("complete");

        assertThat(scripted.asOf(2))
                .contains("grant P0 target on policy E1 through le\uFFFDvel {\"a\": \"\uFFFD\"}")
                .contains("resource policy E1 Nul\uFFFD {\"k\uFFFD\": \"v\uFFFD\"}");
    }

    private long count(String name) {
        return scripted.now().get("counts").get(name).asLong();
    }

    private List<String> olderFeeds() {
        return scripted.api()
                .get(scripted.path() + "/older-feeds")
                .json()
                .get("items")
                .valueStream()
                .map(older -> "%s of run %d"
                        .formatted(
                                older.get("feed").asString(), older.get("run").asInt()))
                .toList();
    }

    private static Resource policy() {
        return new Resource(POLICY, "Policy", Map.of());
    }

    private static Grant target(String person, String through) {
        return new Grant(user(person), POLICY, "target", through, Map.of());
    }

    private static Grant since(String day) {
        return new Grant(user("P0"), POLICY, "target", "", Map.of("since", day));
    }

    private static Grant onDuty(String person, String through) {
        return new Grant(user(person), POLICY, "on_duty", through, Map.of());
    }

    private static Grant rotation() {
        return rotationAt("S1");
    }

    private static Grant rotationAt(String schedule) {
        return new Grant(user("P0"), new Key("schedule", schedule), "rotation");
    }

    private static Link owns(Map<String, String> attributes) {
        return new Link(TEAM, "owns", POLICY, attributes);
    }

    private static Change entry(String id, String role) {
        return new Change(
                id,
                Instant.parse("2026-11-20T08:00:00Z"),
                "update",
                TEAM,
                user("P1"),
                user("P0"),
                "browser",
                Map.of("role", role));
    }
}
