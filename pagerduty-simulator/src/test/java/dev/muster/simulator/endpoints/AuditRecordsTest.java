package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.SetClock;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Details;
import dev.muster.simulator.objects.SimulatedChange.Field;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordsTest {

    private static final SimulatedUser ANA = SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example");
    private static final SimulatedTeam PAYMENTS = SimulatedTeam.named("PTEAM01", "Payments");
    private static final SimulatedActor BROWSER = SimulatedActor.inBrowser(ANA);

    private final SetClock clock = new SetClock();
    private final SimulatedAccount account = SimulatedAccount.empty();
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults(), clock);
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_record_has_the_documented_fields() throws Exception {
        account.addUser(ANA);
        account.addTeam(PAYMENTS);
        account.audited(clock, SimulatedActor.withKeyOf(ANA, "3xyz")).addMember("PTEAM01", "PUSER01", "manager");

        var page = client.json("/audit/records");
        var role = page.at("/records/0");
        var member = page.at("/records/1");

        assertThat(page.propertyNames()).containsExactly("records", "limit", "next_cursor");
        assertThat(member.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "self",
                        "execution_time",
                        "execution_context",
                        "actors",
                        "method",
                        "root_resource",
                        "action",
                        "details");
        assertThat(member.get("execution_time").stringValue()).isEqualTo("2026-11-23T02:00:00.000Z");
        assertThat(member.get("execution_context").propertyNames()).containsExactly("request_id", "remote_address");
        assertThat(member.at("/actors/0/id").stringValue()).isEqualTo("PUSER01");
        assertThat(member.at("/method/type").stringValue()).isEqualTo("api_token");
        assertThat(member.at("/method/truncated_token").stringValue()).isEqualTo("3xyz");
        assertThat(member.get("root_resource").toString()).isEqualTo("""
                {"id":"PTEAM01","type":"team_reference","summary":"Payments"}""");
        assertThat(member.at("/details/references/0/name").stringValue()).isEqualTo("members");
        assertThat(member.at("/details/references/0/added/0/id").stringValue()).isEqualTo("PUSER01");
        assertThat(member.at("/details/references/0/removed").isNull()).isTrue();
        assertThat(member.at("/details/fields").isNull()).isTrue();
        assertThat(role.at("/details/resource/type").stringValue()).isEqualTo("user_reference");
        assertThat(role.at("/details/fields/0/name").stringValue()).isEqualTo("team_role");
        assertThat(role.at("/details/fields/0/before_value").isNull()).isTrue();
        assertThat(role.at("/details/fields/0/value").stringValue()).isEqualTo("manager");
    }

    @Test
    void the_window_is_the_last_24_hours_unless_told() throws Exception {
        record("old", clock.instant().minus(Duration.ofHours(25)), BROWSER);
        record("new", clock.instant().minus(Duration.ofHours(23)), BROWSER);
        record("newest", clock.instant().minus(Duration.ofHours(1)), BROWSER);

        assertThat(ids("")).containsExactly("newest", "new");

        clock.pass(Duration.ofHours(2));

        assertThat(ids("")).containsExactly("newest");
        assertThat(ids("?since=2026-11-20T00:00:00Z&until=2026-11-22T12:00:00%2B02:00"))
                .containsExactly("new", "old");
    }

    @Test
    void a_window_includes_both_its_ends() throws Exception {
        record("first", Instant.parse("2026-11-01T00:00:00Z"), BROWSER);
        record("last", Instant.parse("2026-11-02T00:00:00Z"), BROWSER);

        assertThat(ids("?since=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z"))
                .containsExactly("last", "first");
        assertThat(ids("?since=2026-11-01T00:00:00.001Z&until=2026-11-01T23:59:59.999Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "since=2026-10-01T00:00:00Z&until=2026-11-01T00:00:00Z, 200",
        "since=2026-10-01T00:00:00Z&until=2026-11-01T00:00:01Z, 400",
        "since=2026-10-01T00:00:00Z, 400",
        "since=yesterday, 400",
        "until=2026-11-01, 400",
        "since=2026-11-02T00:00:00Z&until=2026-11-01T00:00:00Z, 400",
        "root_resource_types%5B%5D=licences, 400",
        "actions%5B%5D=read, 400",
        "actor_id=PUSER01, 400",
        "method_truncated_token=3xyz, 400"
    })
    void a_window_longer_than_31_days_and_filters_that_are_none_are_refused(String query, int status) throws Exception {
        assertThat(client.get("/audit/records?" + query).statusCode()).isEqualTo(status);
    }

    @Test
    void records_older_than_twelve_months_are_gone() throws Exception {
        record("kept", Instant.parse("2025-11-23T02:00:00Z"), BROWSER);
        record("gone", Instant.parse("2025-11-23T01:59:59Z"), BROWSER);

        assertThat(ids("?since=2025-11-01T00:00:00Z&until=2025-12-01T00:00:00Z"))
                .containsExactly("kept");
    }

    @ParameterizedTest
    @CsvSource({
        "root_resource_types%5B%5D=users, browser sso key",
        "root_resource_types%5B%5D=users&root_resource_types%5B%5D=teams, browser sso key team",
        "actions%5B%5D=delete, team",
        "method_type=identity_provider, sso",
        "method_type=api_token&method_truncated_token=3xyz, key",
        "method_type=api_token&method_truncated_token=9abc, ''",
        "actor_type=user_reference, browser team",
        "actor_type=user_reference&actor_id=PUSER01, browser team",
        "actor_type=user_reference&actor_id=PUSER02, ''",
        "actor_type=api_key_reference, key"
    })
    void records_can_be_cut(String query, String expected) throws Exception {
        record("browser", clock.instant().minusSeconds(1), BROWSER);
        record("sso", clock.instant().minusSeconds(2), SimulatedActor.identityProvider());
        record("key", clock.instant().minusSeconds(3), SimulatedActor.withKey("PKEY001", "3xyz"));
        account.audit()
                .add(new SimulatedChange(
                        "team",
                        clock.instant().minusSeconds(4),
                        null,
                        BROWSER,
                        SimulatedReference.to(PAYMENTS),
                        "delete",
                        null));

        assertThat(String.join(" ", ids("?" + query))).isEqualTo(expected);
    }

    @Test
    void whoever_reads_on_misses_and_repeats_nothing_when_records_come_in() throws Exception {
        for (int i = 0; i < 10; i++) {
            record("r" + i, clock.instant().minusSeconds(10 + i), BROWSER);
        }
        var first = client.json("/audit/records?limit=4");

        record("late", clock.instant().minusSeconds(1), BROWSER);
        var rest =
                client.json("/audit/records?cursor=" + first.get("next_cursor").stringValue());

        assertThat(first.get("records"))
                .extracting(row -> row.get("id").stringValue())
                .containsExactly("r0", "r1", "r2", "r3");
        assertThat(rest.get("records"))
                .extracting(row -> row.get("id").stringValue())
                .containsExactly("r4", "r5", "r6", "r7", "r8", "r9");
    }

    @Test
    void details_actors_and_lists_may_be_null_and_fields_may_be_anything() throws Exception {
        var ana = SimulatedReference.to(ANA);
        var at = clock.instant().minusSeconds(1);
        var sso = SimulatedActor.identityProvider();
        account.audit().add(new SimulatedChange("r1", at, null, sso, ana, "update", null));
        account.audit().add(new SimulatedChange("r2", at, null, sso, ana, "update", new Details(ana, null, null)));
        account.putRawField("audit_record", "r2", "execution_time", "null");

        var records = client.json("/audit/records").get("records");

        assertThat(records.get(1).get("details").isNull()).isTrue();
        assertThat(records.get(1).get("actors").isNull()).isTrue();
        assertThat(records.get(1).at("/execution_context/request_id").isNull()).isTrue();
        assertThat(records.get(0).at("/details/fields").isNull()).isTrue();
        assertThat(records.get(0).at("/details/references").isNull()).isTrue();
        assertThat(records.get(0).get("execution_time").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "observer", "limited_user", "read_only_user"})
    void only_administrators_may_ask(String role) throws Exception {
        account.addUser(ANA.withRole(role));
        try (var own = new Client(pagerduty.uri(), pagerduty.userToken("PUSER01"))) {
            assertThat(own.get("/audit/records").statusCode()).isEqualTo(403);

            account.setRole("PUSER01", "admin");

            assertThat(own.get("/audit/records").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_trail_may_have_gaps() throws Exception {
        account.addUser(ANA);
        account.audit().lose(change -> change.action().equals("update"));

        account.audited(clock, BROWSER).setRole("PUSER01", "observer");
        account.audited(clock, BROWSER).removeUser("PUSER01");
        clock.pass(Duration.ofSeconds(1));

        assertThat(client.json("/audit/records").get("records"))
                .extracting(row -> row.get("action").stringValue())
                .containsExactly("delete");
    }

    @Test
    void plain_setters_leave_no_record() {
        account.addUser(ANA);
        account.addTeam(PAYMENTS);
        account.addMember("PTEAM01", "PUSER01", "manager");
        account.removeUser("PUSER01");

        assertThat(account.audit().records()).isEmpty();
    }

    private void record(String id, Instant at, SimulatedActor by) {
        var ana = SimulatedReference.to(ANA);
        var details = Details.of(ana, new Field("role", "user", "observer"));
        account.audit().add(new SimulatedChange(id, at, "request-" + id, by, ana, "update", details));
    }

    private List<String> ids(String query) throws Exception {
        return client.json("/audit/records" + query)
                .get("records")
                .valueStream()
                .map(row -> row.get("id").stringValue())
                .toList();
    }
}
