package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.ledger.StagedRun.StagedLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From the rows of a connector to what is fit to be published: nothing is lost, nothing counts twice.
@Tag("database")
@Tag("oldest-database")
class StagingTest {
    private static final Key T0 = new Key("team", "T0");
    private static final Key ACCOUNT = new Key("account", "account");

    private final TestLedger ledger = TestLedger.scripted();

    @Test
    void every_character_arrives_but_the_one_that_the_database_cannot_hold() {
        String odd = "a\tb\nc\rd\\e\\N{\"},NULL\u00e9\ud83d\ude80";
        ledger.record(
                        "people",
                        "P0",
                        new Row.Account(
                                user("P\\0"),
                                odd,
                                null,
                                AccountKind.SERVICE,
                                AccountState.INVITED,
                                Map.of("job", odd, "z\0", "nul\0")))
                .record("teams", "T0", new Row.Resource(T0, "nul\0", Map.of()))
                .publish();

        assertThat(ledger.read(() -> ledger.db()
                        .sql("""
                                select external_id, name, email, kind, state, attributes ->> 'job' as job,
                                       attributes ->> ('z' || chr(65533)) as nul
                                  from account where tenant_id = :tenant
                                """)
                        .param("tenant", ledger.tenant().value())
                        .query()
                        .singleRow()))
                .containsEntry("external_id", "P\\0")
                .containsEntry("name", odd)
                .containsEntry("email", null)
                .containsEntry("kind", "service")
                .containsEntry("state", "invited")
                .containsEntry("job", odd)
                .containsEntry("nul", "nul\ufffd");
        assertThat(ledger.facts(1)).contains("resource team T0 nul\ufffd {}");
    }

    @Test
    void one_record_may_say_the_same_twice() {
        RunKey run = ledger.record("people", "P0", person("P0"), role("P0", "user"), role("P0", "user"), person("P0"))
                .record("trail", "C", entry("C"), entry("C"))
                .record("policies", "L", owns("A"), owns("A"), owns("B"))
                .stage();

        assertThat(staged(run))
                .containsExactly(
                        "account user P0 true",
                        "change C true",
                        "grant P0 user false",
                        "link A true",
                        "link B false",
                        "resource account account false",
                        "resource policy A false",
                        "resource policy B false",
                        "resource team T0 false");
        assertThat(run(run, () -> ledger.get(StagedRun.class).stored(run)))
                .isEqualTo(Map.of("people", 1L, "trail", 1L, "policies", 1L));
    }

    @Test
    void a_record_stands_for_something() {
        assertThatThrownBy(() -> new StagedRecord("people", 1, "P0", List.of()))
                .hasMessage("Record P0 of feed people stands for nothing");
    }

    @Test
    void the_newest_reading_of_a_record_and_of_a_key_stays() {
        var run = new RunKey(ledger.integration().key(ledger.tenant()), 1);
        write(run, "people", 1, "P0", person("OLD"), role("OLD", "user"));
        write(run, "people", 2, "P0", person("P0"), role("P0", "user"));
        write(run, "people", 3, "P1", person("P0"), role("P0", "user"), role("P0", "admin"));
        write(run, "teams", 4, "T0", new Row.Resource(T0, "old", Map.of()));
        write(run, "labels", 5, "T0", new Row.Resource(T0, "new", Map.of()));
        write(run, "policies", 6, "L", owns("A"));
        write(run, "policies", 7, "M", owns("A"));
        write(run, "trail", 8, "C", entry("C"));
        write(run, "trail", 9, "D", entry("C"));

        Map<String, Long> dropped =
                ledger.write(() -> ledger.get(StagedDuplicates.class).drop(run));

        assertThat(dropped).isEqualTo(Map.of("people", 2L, "teams", 1L, "policies", 1L, "trail", 1L));
        assertThat(staged(run))
                .containsExactly(
                        "account user P0 true",
                        "change C true",
                        "grant P0 admin false",
                        "grant P0 user false",
                        "link A true",
                        "resource team T0 true");
        assertThat(ledger.write(() -> ledger.get(StagedDuplicates.class).drop(run)))
                .isEmpty();
    }

    @Test
    void a_key_that_came_twice_is_found_without_a_record_that_did() {
        var run = new RunKey(ledger.integration().key(ledger.tenant()), 1);
        write(run, "people", 1, "P0", person("P0"));
        write(run, "labels", 2, "X", person("P0"));

        Map<String, Long> dropped =
                ledger.write(() -> ledger.get(StagedDuplicates.class).drop(run));

        assertThat(dropped).isEqualTo(Map.of("people", 1L));
    }

    @Test
    void whatever_is_referred_to_is_there() {
        ledger.record("people", "P0", person("P0"), role("P0", "user")).publish();
        Instant gone = Instant.parse("2026-10-01T10:00:00Z");
        var run = new RunKey(ledger.integration().key(ledger.tenant()), 2);
        write(run, "people", 1, "P0", person("P0"));
        write(run, "teams", 2, "T0", team("T0"));
        write(run, "members", 3, "M", member("P8", "T0"), member("P9", "T9"));
        write(run, "members", 4, "N", new Row.Mentioned(user("P9"), "Kim", gone));
        write(run, "policies", 5, "E", new Row.Link(T0, "owns", new Key("policy", "E0")));

        Map<String, Long> dangling = ledger.write(
                () -> ledger.get(StagedReferences.class).resolve(run, ledger.complete(), ledger.complete()));

        assertThat(dangling).isEqualTo(Map.of("members", 3L));
        assertThat(staged(run))
                .contains(
                        "account user P8 false",
                        "account user P9 false",
                        "resource team T9 false",
                        "resource policy E0 false");
        ledger.publish(run);
        assertThat(ledger.facts(2))
                .contains(
                        "account P8 P8 absent",
                        "account P9 Kim absent",
                        "resource team T9 T9 {\"stub\": \"true\"}",
                        "resource policy E0 E0 {\"stub\": \"true\"}");
    }

    @Test
    void a_second_mention_adds_what_the_first_did_not_say() {
        Instant gone = Instant.parse("2026-10-01T10:00:00Z");
        var run = new RunKey(ledger.integration().key(ledger.tenant()), 1);
        write(run, "members", 1, "M", new Row.Mentioned(user("P9"), null, gone));
        write(run, "members", 2, "N", new Row.Mentioned(user("P9"), "Kim", null));
        write(
                run,
                "members",
                3,
                "O",
                new Row.Mentioned(user("P8"), null, null),
                new Row.Mentioned(user("P7"), null, null));

        assertThat(ledger.read(() -> ledger.db()
                        .sql("select id || ' ' || coalesce(name, '-') || ' ' || coalesce(deleted_at::text, '-') "
                                + "from staged_mention where tenant_id = :tenant order by id")
                        .param("tenant", ledger.tenant().value())
                        .query(String.class)
                        .list()))
                .containsExactly("P7 - -", "P8 - -", "P9 Kim 2026-10-01 10:00:00+00");
    }

    @Test
    void a_staged_run_tells_what_is_held_and_by_how_many() {
        RunKey run = ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .record("people", "P1", person("P1"), role("P1", "user"))
                .record("people", "P2", person("P2"), role("P2", "boss"))
                .record("policies", "E", Row.Link.withLevel(T0, "owns", new Key("policy", "E0"), "push"))
                .record("policies", "F", owns("A"))
                .stage();

        assertThat(run(run, () -> ledger.get(StagedRun.class).levels(run)))
                .containsExactly(
                        new StagedLevel("people", "account", "boss", 1),
                        new StagedLevel("people", "account", "user", 2),
                        new StagedLevel("policies", "policy", "push", 1));
        assertThat(run(run, () -> ledger.get(StagedRun.class).trails(run))).isEmpty();
        assertThat(run(run, () -> ledger.get(StagedRun.class).hasAccounts(run))).isTrue();
        RunKey next = ledger.record("trail", "C", entry("C")).stage();
        assertThat(run(next, () -> ledger.get(StagedRun.class).trails(next))).containsExactly("trail");
        assertThat(StagedRun.isLarge(19_999)).isFalse();
        assertThat(StagedRun.isLarge(20_000)).isTrue();
    }

    @Test
    void a_run_that_only_refers_to_people_has_none() {
        RunKey run = ledger.record("members", "M", member("P0", "T0")).stage();

        assertThat(staged(run)).contains("account user P0 false");
        assertThat(run(run, () -> ledger.get(StagedRun.class).hasAccounts(run))).isFalse();
    }

    @Test
    void digests_tell_feeds_apart_by_what_they_hold_in_any_order() {
        RunKey one = ledger.record("people", "P0", person("P0"))
                .record("people", "P1", person("P1"))
                .record("teams", "T0", team("T0"))
                .stage();
        Map<String, String> first = digests(one, Set.of("people", "teams"));
        RunKey two = ledger.without("people", "P0")
                .record("people", "P0", person("P0"))
                .stage();
        RunKey three = ledger.record("people", "P0", person("P2")).stage();

        assertThat(first)
                .hasSize(2)
                .allSatisfy((feed, digest) -> assertThat(digest).matches("[0-9a-f]{64}"));
        assertThat(digests(two, Set.of("people"))).isEqualTo(Map.of("people", first.get("people")));
        assertThat(digests(three, Set.of("people")).get("people")).isNotEqualTo(first.get("people"));
        assertThat(digests(three, Set.of())).isEmpty();
        assertThat(digests(three, Set.of("labels"))).isEmpty();
    }

    @Test
    void what_was_not_read_to_its_end_is_thrown_away_but_for_the_trail() {
        RunKey run = ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .record("teams", "T0", team("T0"))
                .record("trail", "C", entry("C"))
                .stage();

        ledger.write(() -> {
            ledger.get(StagedRun.class).dropIncomplete(run, Set.of("teams"));
            return true;
        });
        assertThat(staged(run)).containsExactly("change C true", "resource team T0 true");

        ledger.write(() -> {
            ledger.get(StagedRun.class).discard(run);
            return true;
        });
        assertThat(staged(run)).isEmpty();
    }

    @Test
    void what_is_not_read_again_stays_as_the_named_revision_had_it() {
        ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .record("teams", "T0", team("T0"))
                .record("members", "T0/P0", member("P0", "T0"))
                .record("members", "T0/P1", member("P1", "T0"))
                .record("members", "T1/P1", member("P1", "T1"))
                .publish();
        ledger.without("members", "T0/P1").publish();
        var run = new RunKey(ledger.integration().key(ledger.tenant()), 3);

        Map<Key, Long> now = ledger.write(() -> {
            Map<Key, Long> kept = ledger.get(KeptRows.class).stageCurrent(run, "members", List.of(T0, user("P1")));
            ledger.get(StagedRun.class).discard(run);
            return kept;
        });
        Map<Key, Long> before = ledger.write(() -> ledger.get(KeptRows.class).stage(run, "members", 1, List.of(T0)));
        Map<Key, Long> people =
                ledger.write(() -> ledger.get(KeptRows.class).stage(run, "people", 1, List.of(user("P0"))));

        assertThat(now).isEqualTo(Map.of(T0, 1L, user("P1"), 1L));
        assertThat(before).isEqualTo(Map.of(T0, 2L));
        assertThat(people).isEqualTo(Map.of(user("P0"), 1L));
        assertThat(staged(run))
                .containsExactly(
                        "account user P0 true", "grant P0 member true", "grant P0 user false", "grant P1 member true");
    }

    /// One record after the other, each in a transaction of its own.
    private void write(RunKey run, String feed, long ordinal, String id, Row... rows) {
        ledger.write(() -> {
            ledger.get(Staging.class).write(run, List.of(new StagedRecord(feed, ordinal, id, List.of(rows))));
            return true;
        });
    }

    private <T> T run(RunKey run, Supplier<T> asked) {
        assertThat(run.tenant()).isEqualTo(ledger.tenant());
        return ledger.read(asked);
    }

    private Map<String, String> digests(RunKey run, Set<String> feeds) {
        return ledger.read(() -> ledger.get(StagedRun.class).digests(run, feeds));
    }

    private static Row.Link owns(String policy) {
        return new Row.Link(T0, "owns", new Key("policy", policy));
    }

    private static Row.Change entry(String id) {
        return new Row.Change(id, TestLedger.day(1), "update", T0, user("P0"), ACCOUNT, "browser", Map.of());
    }

    /// Rows that are staged, and whether each counts as a record.
    private Set<String> staged(RunKey run) {
        return new TreeSet<>(ledger.read(
                () -> run.statement(ledger.db(), """
                        select concat_ws(' ', 'account', type, external_id, principal::text) from staged_account
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                        union all
                        select concat_ws(' ', 'resource', type, external_id, principal::text) from staged_resource
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                        union all
                        select concat_ws(' ', 'grant', account_id, value, principal::text) from staged_grant
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                        union all
                        select concat_ws(' ', 'link', to_id, principal::text) from staged_link
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                        union all
                        select concat_ws(' ', 'change', id, principal::text) from staged_change
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                        """).query(String.class).list()));
    }
}
