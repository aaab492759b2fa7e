package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Changes;
import dev.muster.difference.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Beside each change stands the entry of the application's own audit trail that fits it, or nothing.
@Tag("database")
@Tag("oldest-database")
class WhoChangedItTest {
    private static final Key T0 = new Key("team", "T0");
    private static final Key T1 = new Key("team", "T1");
    private static final Key KEY = new Key("api_key", "K1");

    private final TestLedger ledger = TestLedger.scripted();

    /// Revision 1: four people, two teams, P3 in T0.
    @BeforeEach
    void publish() {
        for (int i = 0; i < 4; i++) {
            ledger.record("people", "P" + i, person("P" + i), role("P" + i, "user"));
        }
        ledger.record("teams", "T0", team("T0"))
                .record("teams", "T1", team("T1"))
                .record("members", "T0/P3", member("P3", "T0"))
                .publish();
    }

    @Test
    void each_change_has_the_entry_about_the_same_thing() {
        Instant now = TestLedger.day(2).minus(Duration.ofHours(1));
        assertThat(ledger.get(Changes.class).areRecorded(ledger.between(1, 1))).isFalse();
        ledger.record("people", "P0", person("P0"), role("P0", "admin"))
                .record("people", "P2", renamed("P2"), role("P2", "user"))
                .record("members", "T0/P1", member("P1", "T0"))
                .record("members", "T1/P0", member("P0", "T1"))
                .without("members", "T0/P3")
                .record("teams", "T1", new Row.Resource(T1, "Renamed", Map.of()));
        entry("role", now, user("P0"), null, user("P1"), Map.of("key_ending", "9x2k"));
        entry("earlier", now.minusMillis(2), user("P2"), null, user("P0"), Map.of());
        entry("latest", now, user("P2"), null, KEY, Map.of());
        entry("contact", now.plusMillis(1), user("P2"), new Key("contact_method", "C1"), user("P0"), Map.of());
        entry("member", now, T0, user("P1"), null, Map.of());
        entry("rename", now.minusMillis(1), T1, null, user("P9"), Map.of("field.name", "changed"));
        entry("reference", now, T1, null, user("P9"), Map.of("members.added", "P2,P0"));
        entry("other", now, T0, user("P2"), user("P0"), Map.of());
        entry("long ago", now.minus(Duration.ofDays(1)), T0, user("P3"), user("P0"), Map.of());
        ledger.publish();
        ledger.record("people", "P1", renamed("P1"), role("P1", "user"));
        entry("too late", TestLedger.day(2).plusSeconds(1), T0, user("P3"), user("P0"), Map.of());
        ledger.publish();

        List<Change> changes = changes(1, 2);

        assertThat(ledger.get(Changes.class).areRecorded(ledger.between(1, 2))).isTrue();
        assertThat(changes.stream().map(WhoChangedItTest::told))
                .containsExactly(
                        "account P2 by latest",
                        "grant P0 on account by role",
                        "grant P0 on T1 by reference",
                        "grant P1 on T0 by member",
                        "grant P3 on T0, not in the audit records",
                        "resource T1 by rename");
        ByRecord role = Objects.requireNonNull(changes.get(1).record());
        assertThat(role)
                .isEqualTo(new ByRecord(
                        "role",
                        now,
                        "update",
                        new Named(user("P1"), "Person P1"),
                        "browser",
                        Map.of("key_ending", "9x2k")));
        assertThat(changes.get(0).record()).extracting(ByRecord::by).isEqualTo(new Named(KEY, "K1"));
        assertThat(changes.get(2).record()).extracting(ByRecord::by).isEqualTo(new Named(user("P9"), "P9"));
        assertThat(changes.get(3).record()).extracting(ByRecord::by).isNull();
        assertThat(changes.get(3).object()).isEqualTo(new Named(T0, "Team T0"));
    }

    /// A run reads for minutes or hours: what is changed meanwhile is seen by the next.
    @Test
    void what_was_changed_while_the_run_before_was_reading_is_found() {
        entry("meanwhile", TestLedger.day(2).minusSeconds(30), T0, user("P0"), KEY, Map.of());
        assertThat(ledger.publish().entries()).isOne();
        Published next = ledger.record("members", "T0/P0", member("P0", "T0")).publish();
        assertThat(next.entries()).as("it was known").isZero();

        assertThat(changes(2, 3).stream().map(WhoChangedItTest::told)).containsExactly("grant P0 on T0 by meanwhile");
    }

    private void entry(
            String id, Instant at, Key on, @Nullable Key about, @Nullable Key by, Map<String, String> attributes) {
        ledger.record("trail", id, new Row.Change(id, at, "update", on, about, by, "browser", attributes));
    }

    private static Row.Account renamed(String id) {
        Row.Account person = person(id);
        return new Row.Account(
                person.key(), "Renamed " + id, person.email(), person.kind(), person.state(), person.attributes());
    }

    private static String told(Change change) {
        Named object = change.object();
        ByRecord record = change.record();
        return "%s %s%s%s"
                .formatted(
                        change.kind().id(),
                        change.subject().key().id(),
                        object == null ? "" : " on " + object.key().id(),
                        record == null ? ", not in the audit records" : " by " + record.id());
    }

    private List<Change> changes(int earlier, int later) {
        return ledger.get(Changes.class)
                .slice(ledger.between(earlier, later), Wanted.ALL, null, 100)
                .rows();
    }
}
