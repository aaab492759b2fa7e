package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.difference.Changes;
import dev.muster.difference.Wanted;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a tenant keeps no longer goes, and nothing else does.
@Tag("database")
@Tag("oldest-database")
class FoldingTest {
    private static final Key T0 = new Key("team", "T0");

    private final TestLedger ledger = TestLedger.scripted();

    /// Four revisions: P0 is renamed in each, P1 is gone from the second on, a member comes with the third and goes
    /// with the fourth.
    @BeforeEach
    void four_revisions() {
        ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .record("people", "P1", person("P1"), role("P1", "user"))
                .record("people", "P2", person("P2"), role("P2", "user"))
                .record("teams", "T0", team("T0"))
                .publish();
        ledger.without("people", "P1").record("trail", "E1", entry("E1", TestLedger.day(2)));
        renamed("second");
        ledger.record("members", "T0/P2", member("P2", "T0"));
        renamed("third");
        ledger.without("members", "T0/P2").record("trail", "E2", entry("E2", TestLedger.day(4)));
        renamed("fourth");
    }

    private void renamed(String name) {
        Row.Account first = person("P0");
        ledger.record(
                        "people",
                        "P0",
                        new Row.Account(
                                first.key(), name, first.email(), first.kind(), first.state(), first.attributes()),
                        role("P0", "user"))
                .publish();
    }

    private static Row.Change entry(String id, Instant at) {
        return new Row.Change(id, at, "update", T0, user("P2"), user("P0"), "browser", Map.of());
    }

    @Test
    void what_is_older_than_two_years_folds_into_the_oldest_state_that_is_not() {
        published(30, 1, 2, 3);
        List<Object> kept = answers();
        Instant since = since("P0");

        folding().fold(ledger.tenant());

        assertThat(answers()).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);
        for (int folded : List.of(1, 2)) {
            assertThatThrownBy(() -> ledger.at(folded))
                    .isInstanceOf(NoSuchThing.class)
                    .hasMessage(
                            "Muster keeps 24 months of Scripted, and revision %d is older. The oldest kept is revision 3, published on 23 May 2024, 02:00."
                                    .formatted(folded));
        }
        assertThat(ledger.read(() ->
                        ledger.get(Ledger.class).weekBefore(ledger.tenant(), ledger.integration(), new AsOf.Newest())))
                .isEqualTo(ledger.between(3, 4));
        assertThat(names()).contains("third", "fourth").doesNotContain("Person P0", "second", "Person P1");
        assertThat(entries()).containsExactly("E2");
        assertThat(digests())
                .as("what proves the folded ones stays")
                .containsExactly("digest of run 1", "digest of run 2", "digest of run 3", "digest of run 4");
    }

    @Test
    void a_day_that_is_folded_is_told_as_such_and_one_before_everything_as_that() {
        published(30, 1, 2, 3);
        LocalDate day = today().minusMonths(30);
        assertThat(number(day)).isEqualTo(3);

        published(40, 1, 2);
        folding().fold(ledger.tenant());

        assertThatThrownBy(() -> number(today().minusMonths(35))).hasMessageContaining("Muster keeps 24 months of ");
        assertThatThrownBy(() -> number(LocalDate.of(2001, 1, 1)))
                .hasMessageContaining("Its first revision was published on");
        assertThat(number(day)).isEqualTo(3);
    }

    @Test
    void the_audit_record_tells_what_was_folded_so_that_it_can_be_proved() {
        published(30, 1, 2, 3);
        folding().fold(ledger.tenant());
        folding().fold(ledger.tenant());

        List<AuditEntry> told = ledger.get(AuditTrail.class)
                .page(
                        ledger.tenant(),
                        new AuditFilter(ledger.integration().id().value().toString(), "revisions.folded"),
                        null,
                        10);

        assertThat(told)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("first", "1")
                        .containsEntry("last", "2")
                        .containsEntry("kept", "3")
                        .containsEntry("digests", digestOf(1, 2))
                        .as("P0 as it was twice, P1 and what it held")
                        .containsEntry("facts", "4"));
        assertThat(ledger.get(AuditTrail.class).verify(ledger.tenant())).isInstanceOf(Chain.Unbroken.class);
    }

    /// The server may be stopped between marking revisions and deleting their facts, and between any two batches.
    @Test
    void facts_go_some_at_a_time_and_whoever_is_stopped_goes_on() {
        published(30, 1, 2, 3);
        List<Object> kept = answers();
        ledger.administrator()
                .sql("update revision set folded_at = now() where integration_id = :id and number < 3")
                .param("id", ledger.integration().id().value())
                .update();
        Instant since = since("P0");
        assertThat(batch(1)).isPositive();
        assertThat(answers()).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);

        folding().fold(ledger.tenant());

        assertThat(answers()).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);
        assertThat(names()).doesNotContain("Person P0", "second", "Person P1");
        assertThat(batch(1)).isZero();
    }

    @Test
    void nothing_goes_that_no_folded_revision_alone_shows() {
        long written = ledger.written();

        folding().fold(ledger.tenant());

        assertThat(batch(1000)).isZero();
        assertThat(ledger.written()).isEqualTo(written);
        assertThat(entries()).containsExactly("E1", "E2");

        published(30, 1, 2, 3, 4);
        assertThat(folding().fold(ledger.tenant(), ledger.integration(), ledger.now()))
                .as("facts and entries that ended, or were told, before the newest")
                .isEqualTo(7);

        assertThat(ledger.at(4).newest()).isTrue();
        assertThat(entries()).containsExactly("E2");
        renamed("fifth");
        assertThat(ledger.get(Changes.class)
                        .slice(ledger.between(4, 5), Wanted.ALL, null, 10)
                        .rows())
                .hasSize(1);
    }

    @Test
    void more_than_a_batch_goes_too() {
        published(30, 1, 2, 3, 4);
        ledger.administrator()
                .sql("""
                        insert into change_record (tenant_id, integration_id, id, at, action, on_type, on_id, how,
                                                   attributes, feed, run)
                        select :tenant, :integration, 'X' || n, :at, 'update', 'team', 'T0', 'browser', '{}', 'trail', 1
                          from generate_series(1, 5001) n
                        """)
                .param("tenant", ledger.tenant().value())
                .param("integration", ledger.integration().id().value())
                .param("at", TestLedger.day(1).atOffset(ZoneOffset.UTC))
                .update();
        ledger.write(() -> {
            ledger.get(Publication.class).collectStatistics(TestLedger.written(1_000_000, 1_000_000));
            return true;
        });

        assertThat(folding().fold(ledger.tenant(), ledger.integration(), ledger.now()))
                .isEqualTo(5001 + 7);
    }

    @Test
    void every_day_folds_for_all_tenants_whatever_fails_for_one() {
        published(30, 1, 2, 3);
        TestLedger suspended = yearsOld();
        suspended
                .administrator()
                .sql("update tenant set suspended_at = now() where id = :id")
                .param("id", suspended.tenant().value())
                .update();
        TestLedger broken = yearsOld();
        TestLedger brokenToo = yearsOld();
        List<TestLedger> bothBroken = List.of(broken, brokenToo);
        bothBroken.forEach(one -> zone(one, "Nowhere/Land"));
        RecurringTask<Void> daily = new FoldingTask().foldOldRevisions(ledger.get(Tenants.class), folding());

        try {
            assertThatThrownBy(() -> daily.executeRecurringly(daily.instance("once"), null))
                    .hasMessageContaining("Nowhere/Land")
                    .satisfies(failed -> assertThat(failed.getSuppressed())
                            .singleElement()
                            .satisfies(other -> assertThat(other).hasMessageContaining("Nowhere/Land")));
        } finally {
            bothBroken.forEach(one -> zone(one, "UTC"));
        }
        assertThatThrownBy(() -> ledger.at(1)).hasMessageContaining("Muster keeps 24 months of ");
        assertThat(suspended.at(1).number()).isEqualTo(1);
        assertThat(broken.at(1).number()).isEqualTo(1);

        daily.executeRecurringly(daily.instance("again"), null);

        assertThatThrownBy(() -> broken.at(1)).hasMessageContaining("Muster keeps 24 months of ");
        assertThat(suspended.at(1).number()).isEqualTo(1);
    }

    private TestLedger yearsOld() {
        TestLedger other = TestLedger.scripted().record("people", "P0", person("P0"));
        other.publish();
        other.publish();
        other.administrator()
                .sql("update revision set published_at = published_at - interval '3 years' where integration_id = :id")
                .param("id", other.integration().id().value())
                .update();
        return other;
    }

    private static void zone(TestLedger one, String zone) {
        one.administrator()
                .sql("update integration set time_zone = :zone where id = :id")
                .param("zone", zone)
                .param("id", one.integration().id().value())
                .update();
    }

    private Folding folding() {
        return ledger.get(Folding.class);
    }

    private long batch(int most) {
        return ledger.write(() -> ledger.db()
                .sql("select fold_facts(:tenant, :integration, :most)")
                .param("tenant", ledger.tenant().value())
                .param("integration", ledger.integration().id().value())
                .param("most", most)
                .query(Long.class)
                .single());
    }

    /// Moves the publication of some revisions into the past.
    private void published(int monthsAgo, int... revisions) {
        for (int revision : revisions) {
            ledger.administrator()
                    .sql("""
                            update revision
                               set published_at = :at + make_interval(secs => number)
                             where integration_id = :id and number = :number
                            """)
                    .param("at", now().minusMonths(monthsAgo))
                    .param("id", ledger.integration().id().value())
                    .param("number", revision)
                    .update();
        }
    }

    private OffsetDateTime now() {
        return ledger.now().atOffset(ZoneOffset.UTC);
    }

    private LocalDate today() {
        return now().toLocalDate();
    }

    private int number(LocalDate day) {
        return ledger.get(Ledger.class)
                .read(ledger.tenant(), ledger.integration(), new AsOf.Day(day), Revision::number);
    }

    /// All that the kept revisions tell.
    private List<Object> answers() {
        return List.of(
                ledger.facts(3),
                ledger.facts(4),
                ledger.get(Changes.class)
                        .slice(ledger.between(3, 4), Wanted.ALL, null, 100)
                        .rows());
    }

    private Instant since(String account) {
        return ledger.administrator()
                .sql("""
                        select published_at from revision
                         where integration_id = :id
                           and number = (select min(least(from_revision, first_revision)) from account
                                          where integration_id = :id and external_id = :account)
                        """)
                .param("id", ledger.integration().id().value())
                .param("account", account)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private List<String> names() {
        return texts("select name from account where integration_id = :id");
    }

    private List<String> entries() {
        return texts("select id from change_record where integration_id = :id order by at, id");
    }

    private List<String> digests() {
        return texts("select digest from sync_run where integration_id = :id order by number");
    }

    private List<String> texts(String sql) {
        return ledger.administrator()
                .sql(sql)
                .param("id", ledger.integration().id().value())
                .query((row, index) -> row.getString(1))
                .list();
    }

    private static String digestOf(int... revisions) {
        StringBuilder lines = new StringBuilder();
        for (int revision : revisions) {
            lines.append("%d digest of run %d\n".formatted(revision, revision));
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
