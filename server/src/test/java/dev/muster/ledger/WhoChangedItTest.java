package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BadDayTest;
import dev.muster.ScriptedIntegration;
import dev.muster.api.Cursor;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Changes;
import dev.muster.difference.Wanted;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// Beside each change stands the entry of the application's own audit trail that fits it, or nothing.
@BadDayTest
class WhoChangedItTest {
    private static final Key T0 = new Key("team", "T0");
    private static final Key T1 = new Key("team", "T1");
    private static final Key KEY = new Key("api_key", "K1");

    @Autowired
    private ApplicationContext server;

    private ScriptedIntegration scripted;

    /// Revision 1: four people, two teams, P3 in T0.
    @BeforeEach
    void connect() {
        scripted = ScriptedIntegration.added(server);
        for (int i = 0; i < 4; i++) {
            scripted.script().record("people", "P" + i, person("P" + i), role("P" + i, "user"));
        }
        scripted.script().record("teams", "T0", ScriptedIntegration.team("T0"));
        scripted.script().record("teams", "T1", ScriptedIntegration.team("T1"));
        scripted.script().record("members", "T0/P3", member("P3", "T0"));
        scripted.connect();
    }

    @Test
    void each_change_has_the_entry_about_the_same_thing() {
        Instant now = Instant.now();
        scripted.script()
                .record("people", "P0", person("P0"), role("P0", "admin"))
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
        scripted.sync();
        scripted.script().record("people", "P1", renamed("P1"), role("P1", "user"));
        entry("too late", Instant.now(), T0, user("P3"), user("P0"), Map.of());
        scripted.sync();

        List<Change> changes = changes(1, 2);

        assertThat(changes.stream().map(WhoChangedItTest::told))
                .containsExactly(
                        "account P2 by latest",
                        "grant P0 on account by role",
                        "grant P0 on T1 by reference",
                        "grant P1 on T0 by member",
                        "grant P3 on T0, not in the audit records",
                        "resource T1 by rename");
        ByRecord role = Objects.requireNonNull(changes.get(1).record());
        assertThat(role.by()).isEqualTo(new Named(user("P1"), "Person P1"));
        assertThat(role.how()).isEqualTo("browser");
        assertThat(role.attributes()).containsEntry("key_ending", "9x2k");
        assertThat(changes.get(0).record()).extracting(ByRecord::by).isEqualTo(new Named(KEY, "K1"));
        assertThat(changes.get(2).record()).extracting(ByRecord::by).isEqualTo(new Named(user("P9"), "P9"));
        assertThat(changes.get(3).record()).extracting(ByRecord::by).isNull();
        assertThat(changes.get(3).object()).isEqualTo(new Named(T0, "Team T0"));
    }

    /// A run reads for minutes or hours: what is changed meanwhile is seen by the next.
    @Test
    void what_was_changed_while_the_run_before_was_reading_is_found() {
        scripted.script()
                .whileReading("labels", () -> entry("meanwhile", Instant.now(), T0, user("P0"), KEY, Map.of()));
        scripted.sync();
        scripted.script().record("members", "T0/P0", member("P0", "T0"));
        scripted.sync();

        assertThat(changes(2, 3).stream().map(WhoChangedItTest::told)).containsExactly("grant P0 on T0 by meanwhile");
    }

    @Test
    void what_cannot_be_compared_is_refused_in_words() {
        scripted.sync();

        assertThatThrownBy(() -> changes(2, 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Revision 2 is newer than revision 1. Name the older one first.");
        assertThat(changes(2, 2)).isEmpty();
        assertThatThrownBy(() -> read(
                        1,
                        2,
                        difference -> slice(difference, Cursor.of("none", "", "", "", "", "", "", "0"))
                                .size()))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Send what the page before gave as next, or leave it out.");
    }

    private void entry(
            String id, Instant at, Key on, @Nullable Key about, @Nullable Key by, Map<String, String> attributes) {
        scripted.script().record("trail", id, new Row.Change(id, at, "update", on, about, by, "browser", attributes));
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
        return read(earlier, later, difference -> slice(difference, null));
    }

    private List<Change> slice(Difference difference, @Nullable Cursor after) {
        return new ArrayList<>(server.getBean(Changes.class)
                .slice(difference, Wanted.ALL, after, 100)
                .rows());
    }

    private <T> T read(int earlier, int later, Function<Difference, T> work) {
        TenantId tenant = scripted.tenant().tenant().id();
        return server.getBean(TenantTransactions.class).read(tenant, () -> {
            Integration integration = server.getBean(Integrations.class)
                    .get(tenant, new IntegrationId(scripted.id()))
                    .integration();
            return work.apply(server.getBean(Ledger.class)
                    .difference(tenant, integration, new AsOf.Number(earlier), new AsOf.Number(later)));
        });
    }
}
