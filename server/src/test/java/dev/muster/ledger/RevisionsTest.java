package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.connector.Key;
import dev.muster.integration.Integrations;
import dev.muster.ledger.AsOf.Day;
import dev.muster.ledger.AsOf.Moment;
import dev.muster.ledger.AsOf.Newest;
import dev.muster.ledger.Presence.Kind;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which revision somebody gets who asks for one, and for how long there are any.
@Tag("database")
@Tag("oldest-database")
class RevisionsTest {
    private final TestLedger ledger = TestLedger.scripted();

    @Test
    void before_anything_is_published_the_newest_is_empty_and_there_is_no_other() {
        Revision none = ledger.newest();

        assertThat(none).isEqualTo(new Revision(ledger.tenant(), ledger.integration(), 0, 0, null, true));
        assertThatThrownBy(none::published)
                .isInstanceOf(NoSuchThing.class)
                .hasMessageContaining("Nothing is published of Scripted yet");
        missing(new AsOf.Number(1), "Scripted has no revision 1. Its sync history lists them.");
        missing(
                new Day(LocalDate.of(2026, 11, 2)),
                "Nothing was published of Scripted by 2 Nov 2026, 23:59. Nothing is published of it yet.");
        assertThat(find(new Newest())).isEmpty();
        assertThat(ledger.read(
                        () -> ledger.get(Ledger.class).weekBefore(ledger.tenant(), ledger.integration(), new Newest())))
                .isEqualTo(new Difference(none, none));
    }

    @Test
    void a_revision_is_found_by_number_by_moment_and_by_the_day_it_was_the_newest() {
        publish(3);

        assertThat(ledger.newest()).isEqualTo(revision(3, true));
        assertThat(ledger.at(3)).isEqualTo(revision(3, true));
        assertThat(ledger.at(2)).isEqualTo(revision(2, false));
        assertThat(number(new Moment(TestLedger.day(2)))).isEqualTo(2);
        assertThat(number(new Moment(TestLedger.day(2).minusMillis(1)))).isEqualTo(1);
        assertThat(number(new Day(LocalDate.of(2026, 11, 2)))).isEqualTo(2);
        assertThat(number(new Day(LocalDate.of(2026, 11, 20)))).isEqualTo(3);
        assertThat(number(new Day(LocalDate.of(2026, 11, 23))))
                .as("a day not over yet")
                .isEqualTo(3);
        assertThat(find(new AsOf.Number(2))).contains(revision(2, false));
        assertThat(find(new AsOf.Number(4))).isEmpty();
        missing(
                new Moment(TestLedger.day(1).minusSeconds(1)),
                "Nothing was published of Scripted by 1 Nov 2026, 01:59. Its first revision was published on 1 Nov 2026,"
                        + " 02:00.");
        refused(
                new Moment(ledger.now().plusSeconds(60)),
                "23 Nov 2026, 02:01 is still to come. Ask for a time that is past.");
        refused(
                new Day(LocalDate.of(2026, 11, 24)),
                "24 Nov 2026, 00:00 is still to come. Ask for a time that is past.");
        assertThat(number(new Moment(ledger.now()))).isEqualTo(3);
    }

    @Test
    void the_week_before_begins_with_what_was_the_newest_seven_days_ago() {
        publish(12);

        assertThat(week(new Newest())).containsExactly(5, 12);
        assertThat(week(new AsOf.Number(9))).containsExactly(2, 9);
        assertThat(week(new AsOf.Number(4))).as("no older one").containsExactly(1, 4);
        assertThat(ledger.read(() -> ledger.get(Ledger.class)
                        .difference(ledger.tenant(), ledger.integration(), new AsOf.Number(2), new Newest())))
                .isEqualTo(ledger.between(2, 12));
        assertThatThrownBy(() -> ledger.read(() -> ledger.get(Ledger.class)
                        .difference(
                                ledger.tenant(),
                                ledger.integration(),
                                new AsOf.Number(2),
                                new Moment(ledger.now().plusSeconds(60)))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults()).containsOnlyKeys("to"));
    }

    @Test
    void what_the_newest_revision_has_is_known_by_its_key() {
        ledger.record("people", "P0", person("P0"))
                .record("people", "P1", person("P1"))
                .record("teams", "T0", team("T0"))
                .publish();
        ledger.without("people", "P1").publish();
        List<Key> asked = List.of(user("P0"), user("P0"), user("P1"), new Key("team", "T0"), new Key("team", "P0"));

        assertThat(ledger.get(Presence.class).of(ledger.tenant(), ledger.integration(), asked))
                .isEqualTo(Map.of(user("P0"), Kind.ACCOUNT, new Key("team", "T0"), Kind.RESOURCE));
        assertThat(ledger.get(Presence.class).of(ledger.tenant(), ledger.integration(), List.of()))
                .isEmpty();
    }

    @Test
    void an_administrator_says_for_how_long_the_past_is_kept() {
        Retention retention = ledger.get(Retention.class);
        assertThat(retention.months(ledger.tenant())).isEqualTo(24);

        retention.keep(ledger.access(), 1);
        retention.keep(ledger.access(), 600);
        retention.keep(ledger.access(), 600);

        assertThat(retention.months(ledger.tenant())).isEqualTo(600);
        for (int wrong : List.of(0, 601)) {
            assertThatThrownBy(() -> retention.keep(ledger.access(), wrong))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("Give a whole number of months from 1 to 600.");
        }
        assertThatThrownBy(() -> retention.keep(as(Role.RISK_MANAGER), 12)).isInstanceOf(NotAllowed.class);
        assertThat(ledger.get(AuditTrail.class)
                        .page(ledger.tenant(), new AuditFilter("", "retention.changed"), null, 10))
                .extracting(entry -> entry.subject() + " " + entry.details())
                .containsExactly("Acme {after=600, before=1}", "Acme {after=1, before=24}");
    }

    @Test
    void what_is_staged_goes_with_an_integration_and_what_was_published_when_it_is_kept_no_longer() {
        ledger.record("people", "P0", person("P0"), role("P0", "user")).publish();
        RunKey staged = ledger.stage();
        AccessDeletion deletion = ledger.get(AccessDeletion.class);
        var key = ledger.integration().key(ledger.tenant());
        assertThat(ledger.read(() -> deletion.told(key)))
                .isEqualTo(Map.of("revisions", "1", "accounts", "1", "grants", "1"));

        ledger.get(Integrations.class)
                .delete(ledger.access(), ledger.integration().id(), "Scripted");

        assertThat(ledger.read(() -> ledger.get(StagedRun.class).stored(staged)))
                .isEmpty();
        assertThat(ledger.facts(1)).hasSize(3);
        beginRemoval();
        assertThat(ledger.write(() -> deletion.remove(key, 1)))
                .as("one of each kind: an account, a resource, a grant, the revision")
                .isEqualTo(4);
        assertThat(ledger.write(() -> deletion.remove(key, 100))).isZero();
        assertThat(ledger.facts(1)).isEmpty();
        assertThat(ledger.read(() -> deletion.told(key))).isEqualTo(Map.of("revisions", "0"));
    }

    private void beginRemoval() {
        ledger.administrator()
                .sql("update deleted_integration set removing_since = now() where id = :id")
                .param("id", ledger.integration().id().value())
                .update();
    }

    private TenantAccess as(Role role) {
        TenantAccess ana = ledger.access();
        return new TenantAccess(ana.tenant(), ana.user(), ana.userName(), role, ana.actor());
    }

    private void publish(int revisions) {
        ledger.record("people", "P0", person("P0"));
        IntStream.range(0, revisions).forEach(day -> ledger.publish());
    }

    private Revision revision(int number, boolean newest) {
        return new Revision(ledger.tenant(), ledger.integration(), number, number, TestLedger.day(number), newest);
    }

    private int number(AsOf asOf) {
        return ledger.get(Ledger.class).read(ledger.tenant(), ledger.integration(), asOf, Revision::number);
    }

    private Optional<Revision> find(AsOf asOf) {
        return ledger.read(
                () -> ledger.get(Ledger.class).find(ledger.tenant(), ledger.integration(), AsOf.FIELD, asOf));
    }

    private List<Integer> week(AsOf asOf) {
        Difference week =
                ledger.read(() -> ledger.get(Ledger.class).weekBefore(ledger.tenant(), ledger.integration(), asOf));
        return List.of(week.earlier().number(), week.later().number());
    }

    private void missing(AsOf asOf, String words) {
        assertThatThrownBy(() -> number(asOf)).isInstanceOf(NoSuchThing.class).hasMessage(words);
    }

    private void refused(AsOf asOf, String words) {
        assertThatThrownBy(() -> number(asOf))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults()).isEqualTo(Map.of("asOf", words)));
    }
}
