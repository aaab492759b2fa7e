package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.host.Counts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From staged rows to the next revision: what opens, what closes, and what is said of it.
@Tag("database")
@Tag("oldest-database")
class PublicationTest {
    private static final Key T0 = new Key("team", "T0");
    private static final Key POLICY = new Key("policy", "E0");

    private TestLedger ledger;

    /// Two people, a team with one of them, and a policy that the team owns.
    @BeforeEach
    void one_day() {
        ledger = TestLedger.scripted()
                .record("people", "P0", person("P0"), role("P0", "user"))
                .record("people", "P1", person("P1"), role("P1", "admin"))
                .record("teams", "T0", team("T0"))
                .record("members", "T0/P0", member("P0", "T0"))
                .record(
                        "policies",
                        "E0",
                        new Row.Resource(POLICY, "Nights", Map.of()),
                        new Row.Link(T0, "owns", POLICY));
    }

    @Test
    void the_first_revision_shows_and_counts_everything() {
        Published first = ledger.publish();

        assertThat(first).isEqualTo(new Published(1, new Counts(2, 0, 1, 0, 3, 1, 1, 3, 0), 9, 0, 0, 0));
        assertThat(first.opened()).isEqualTo(9);
        assertThat(ledger.facts(1))
                .containsExactlyInAnyOrder(
                        "account P0 Person P0 active",
                        "account P1 Person P1 active",
                        "resource account account account {\"stub\": \"true\"}",
                        "resource team T0 Team T0 {}",
                        "resource policy E0 Nights {}",
                        "grant P0 user on account account {}",
                        "grant P1 admin on account account {}",
                        "grant P0 member on team T0 {}",
                        "link team T0 owns policy E0 {}");
        assertThat(ledger.newest().published()).isEqualTo(TestLedger.day(1));
        assertThat(changesToldOf(1)).isEqualTo("[]");
    }

    @Test
    void its_moment_is_taken_when_all_its_facts_are_written() {
        List<Integer> writtenWhenAsked = new ArrayList<>();

        ledger.publish(ledger.stage(), () -> {
            writtenWhenAsked.add(ledger.get(JdbcClient.class)
                    .sql("select count(*) from account where integration_id = :integration")
                    .param("integration", ledger.integration().id().value())
                    .query(Integer.class)
                    .single());
            return TestLedger.day(1);
        });

        assertThat(writtenWhenAsked).containsExactly(2);
        assertThat(ledger.newest().published()).isEqualTo(TestLedger.day(1));
    }

    @Test
    void an_unchanged_day_is_a_revision_and_not_a_fact() {
        ledger.publish();
        long written = ledger.written();
        RunKey run = ledger.stage();

        Comparison comparison = ledger.write(() -> ledger.get(Publication.class).compare(run));
        Published second = ledger.publish(run);

        assertThat(comparison).isEqualTo(new Comparison(run, Set.of(), 0, 0, 0, 0));
        assertThat(comparison.isEmpty()).isTrue();
        assertThat(second).isEqualTo(new Published(2, new Counts(2, 0, 1, 0, 3, 1, 1, 3, 0), 0, 0, 0, 0));
        assertThat(ledger.written()).isEqualTo(written);
        assertThat(ledger.facts(2)).isEqualTo(ledger.facts(1));
        assertThat(changesToldOf(2)).isEqualTo("[]");
    }

    @Test
    void what_came_went_and_says_something_else_is_told_kind_by_kind() {
        ledger.publish();
        Set<String> before = ledger.facts(1);
        ledger.record("people", "P0", renamed("P0", "Zoe"), role("P0", "admin"))
                .without("people", "P1")
                .record("people", "P2", person("P2"), role("P2", "user"))
                .record("teams", "T0", new Row.Resource(T0, "Nights", Map.of()))
                .record("teams", "T1", team("T1"))
                .without("members", "T0/P0")
                .record(
                        "policies",
                        "E0",
                        new Row.Resource(POLICY, "Nights", Map.of()),
                        new Row.Link(T0, "owns", POLICY, Map.of("level", "2")));
        RunKey run = ledger.stage();

        Comparison comparison = ledger.write(() -> ledger.get(Publication.class).compare(run));
        Published second = ledger.publish(run);

        assertThat(comparison.accounts()).isEqualTo(3);
        assertThat(comparison.resources()).isEqualTo(2);
        assertThat(comparison.grants()).isEqualTo(5);
        assertThat(comparison.links()).isEqualTo(1);
        assertThat(comparison.isEmpty()).isFalse();
        assertThat(comparison.feeds()).containsExactlyInAnyOrder("people", "teams", "members", "policies");
        // One account, one resource and one grant each way; of the grants P0's is another level, not an end and a
        // beginning.
        assertThat(second).isEqualTo(new Published(2, new Counts(2, 0, 2, 0, 4, 1, 1, 2, 0), 3, 3, 4, 0));
        assertThat(second.opened()).isEqualTo(7);
        assertThat(ledger.facts(1)).isEqualTo(before);
        assertThat(ledger.facts(2))
                .contains(
                        "account P0 Zoe active",
                        "account P2 Person P2 active",
                        "resource team T0 Nights {}",
                        "resource team T1 Team T1 {}",
                        "grant P0 admin on account account {}",
                        "link team T0 owns policy E0 {\"level\": \"2\"}")
                .doesNotContain("account P1 Person P1 active", "grant P0 member on team T0 {}");
        assertThat(changesToldOf(2))
                .contains("{\"kind\": \"account\", \"added\": 1, \"changed\": 1, \"removed\": 1}")
                .contains("{\"kind\": \"link\", \"added\": 0, \"changed\": 1, \"removed\": 0}");
    }

    @Test
    void each_kind_alone_makes_a_difference() {
        ledger.publish();

        ledger.record("policies", "E1", new Row.Link(T0, "guards", POLICY));
        assertThat(compared())
                .extracting(Comparison::links, Comparison::isEmpty)
                .containsExactly(1L, false);
        ledger.without("policies", "E1").record("members", "T0/P1", member("P1", "T0"));
        assertThat(compared())
                .extracting(Comparison::grants, Comparison::isEmpty)
                .containsExactly(1L, false);
        ledger.without("members", "T0/P1").record("teams", "T1", team("T1"));
        assertThat(compared())
                .extracting(Comparison::resources, Comparison::isEmpty)
                .containsExactly(1L, false);
        ledger.without("teams", "T1").record("people", "P0", renamed("P0", "Zoe"), role("P0", "user"));
        assertThat(compared())
                .extracting(Comparison::accounts, Comparison::isEmpty)
                .containsExactly(1L, false);
    }

    @Test
    void each_kind_ends_with_the_feed_that_told_it() {
        ledger.publish();

        Published links = ledger.record("policies", "E0", new Row.Resource(POLICY, "Nights", Map.of()))
                .publish();
        Published resources = ledger.without("policies", "E0").publish();
        Published members = ledger.without("members", "T0/P0").publish();
        Published accounts = ledger.without("people", "P1").publish();

        assertThat(List.of(links, resources, members))
                .extracting(Published::added, Published::removed, Published::changed)
                .containsOnly(tuple(0L, 1L, 0L));
        assertThat(accounts.removed()).as("and what it held").isEqualTo(2);
        assertThat(ledger.facts(5))
                .containsExactlyInAnyOrder(
                        "account P0 Person P0 active",
                        "resource account account account {\"stub\": \"true\"}",
                        "resource team T0 Team T0 {}",
                        "grant P0 user on account account {}");
    }

    @Test
    void what_was_not_read_to_its_end_closes_nothing() {
        ledger.publish();
        Set<String> before = ledger.facts(1);

        Published second = ledger.unread("people")
                .unread("teams")
                .unread("members")
                .unread("policies")
                .publish();

        assertThat(second.removed()).isZero();
        assertThat(ledger.facts(2)).isEqualTo(before);
        assertThat(second.counts()).isEqualTo(new Counts(2, 0, 1, 0, 3, 1, 1, 3, 0));
    }

    @Test
    void what_another_feed_tells_from_now_on_did_not_change() {
        ledger.publish();

        Published second = ledger.without("members", "T0/P0")
                .without("policies", "E0")
                .record("labels", "T0/P0", member("P0", "T0"))
                .record("labels", "E0", new Row.Resource(POLICY, "Nights", Map.of()), new Row.Link(T0, "owns", POLICY))
                .publish();

        assertThat(second).isEqualTo(new Published(2, new Counts(2, 0, 1, 0, 3, 1, 1, 3, 0), 0, 0, 0, 0));
        assertThat(ledger.facts(2)).isEqualTo(ledger.facts(1));
        assertThat(changesToldOf(2)).isEqualTo("[]");
        assertThat(ledger.unread("members").without("labels", "T0/P0").publish().removed())
                .as("the feed that tells it now closes it")
                .isEqualTo(1);
    }

    @Test
    void who_takes_turns_is_published_and_counted_but_changes_nothing() {
        ledger.publish();

        Published on = ledger.record("duties", "D0", new Row.Grant(user("P1"), POLICY, "on_duty"))
                .publish();
        Published off = ledger.without("duties", "D0").publish();

        assertThat(on).isEqualTo(new Published(2, new Counts(2, 0, 1, 0, 3, 1, 1, 4, 1), 0, 0, 0, 0));
        assertThat(off).isEqualTo(new Published(3, new Counts(2, 0, 1, 0, 3, 1, 1, 3, 0), 0, 0, 0, 0));
        assertThat(ledger.facts(2)).contains("grant P1 on_duty on policy E0 {}");
        assertThat(ledger.facts(3)).doesNotContain("grant P1 on_duty on policy E0 {}");
    }

    @Test
    void every_revision_tells_what_it_lacks() {
        ledger.publish();
        ledger.unread("members", T0, "Team T0", TestLedger.day(1)).publish();
        long written = ledger.written();
        ledger.publish();
        assertThat(ledger.written()).as("what stays unread stays one fact").isEqualTo(written);
        ledger.read("members").publish();

        assertThat(unread(1)).isEmpty();
        assertThat(unread(2)).containsExactly("members team T0 Team T0");
        assertThat(unread(3)).containsExactly("members team T0 Team T0");
        assertThat(unread(4)).isEmpty();
        assertThat(ledger.facts(3)).contains("grant P0 member on team T0 {}");
    }

    @Test
    void an_entry_of_the_trail_is_kept_once_as_it_was_told_first() {
        ledger.record("trail", "C1", entry("C1", "update")).publish();
        ledger.record("trail", "C1", entry("C1", "told otherwise"))
                .record("trail", "C2", entry("C2", "delete"))
                .publish();
        ledger.without("trail", "C1").publish();

        assertThat(ledger.administrator()
                        .sql("select id || ' ' || action from change_record where integration_id = :id order by id")
                        .param("id", ledger.integration().id().value())
                        .query(String.class)
                        .list())
                .containsExactly("C1 update", "C2 delete");
    }

    @Test
    void staged_rows_are_joined_as_a_whole_and_others_looked_up_one_by_one() {
        RunKey run = ledger.stage();

        List<String> settings = ledger.write(() -> {
            String before = setting("work_mem");
            ledger.get(Publication.class).compare(run);
            List<String> after = List.of(setting("work_mem"), setting("enable_nestloop"));
            ledger.get(StagedRun.class).joinAsAWhole();
            return List.of(before, after.getFirst(), after.getLast(), setting("enable_nestloop"));
        });

        assertThat(settings.getFirst()).isNotEqualTo("64MB");
        assertThat(settings.subList(1, 4)).containsExactly("64MB", "on", "off");
    }

    @Test
    void the_database_is_told_how_much_is_staged_and_how_much_was_published() {
        ledger.publish();
        long staged = analyzed("staged_account");
        long published = analyzed("account");
        long links = analyzed("link");
        long entries = analyzed("change_record");

        ledger.write(() -> {
            ledger.get(StagedRun.class).collectStatistics();
            ledger.get(Publication.class).collectStatistics(TestLedger.written(499, 0));
            return true;
        });
        assertThat(analyzed("staged_account")).isGreaterThan(staged);
        assertThat(analyzed("account")).as("little was written").isEqualTo(published);

        ledger.write(() -> {
            ledger.get(Publication.class).collectStatistics(TestLedger.written(1_000_000, 0));
            return true;
        });
        assertThat(analyzed("account")).isGreaterThan(published);
        assertThat(analyzed("link")).as("no link was written").isEqualTo(links);
        assertThat(analyzed("change_record")).as("no entry was new").isEqualTo(entries);

        ledger.write(() -> {
            ledger.get(Publication.class).collectStatistics(TestLedger.written(0, 500));
            return true;
        });
        assertThat(analyzed("change_record")).isGreaterThan(entries);
    }

    private long analyzed(String table) {
        return ledger.administrator()
                .sql("select analyze_count from pg_stat_user_tables where relname = :table")
                .param("table", table)
                .query(Long.class)
                .single();
    }

    private String setting(String name) {
        return ledger.db()
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private Comparison compared() {
        RunKey run = ledger.stage();
        return ledger.write(() -> {
            Comparison comparison = ledger.get(Publication.class).compare(run);
            ledger.get(StagedRun.class).discard(run);
            return comparison;
        });
    }

    private static Row.Account renamed(String id, String name) {
        Row.Account same = person(id);
        return new Row.Account(same.key(), name, same.email(), same.kind(), same.state(), same.attributes());
    }

    private static Row.Change entry(String id, String action) {
        return new Row.Change(
                id, TestLedger.day(1).minusSeconds(30), action, T0, user("P0"), null, "browser", Map.of());
    }

    private String changesToldOf(int revision) {
        return ledger.administrator()
                .sql("select changes::text from revision where integration_id = :id and number = :number")
                .param("id", ledger.integration().id().value())
                .param("number", revision)
                .query(String.class)
                .single();
    }

    private Set<String> unread(int revision) {
        return new HashSet<>(ledger.administrator()
                .sql("""
                        select concat_ws(' ', feed, type, id, name)
                          from unread_fact
                         where integration_id = :id
                           and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                        """)
                .param("id", ledger.integration().id().value())
                .param("revision", revision)
                .query(String.class)
                .list());
    }
}
