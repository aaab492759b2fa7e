package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.account.SimulatedAccount;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NullFieldsTest {

    private final SimulatedAccount account = SimulatedAccount.of(Pitfall.SMALLEST, 1, 4);
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @BeforeEach
    void putNulls() {
        Pitfall.NULLS.into(pagerduty);
    }

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/users, users, teams",
        "/teams, teams, default_role",
        "/license_allocations, license_allocations, allocated_at",
        "/licenses, licenses, role_group",
        "/escalation_policies, escalation_policies, escalation_rules",
        "/schedules, schedules, users",
        "/oncalls, oncalls, escalation_level",
        "/services, services, escalation_policy",
        "/business_services, business_services, point_of_contact",
        "/webhook_subscriptions, webhook_subscriptions, delivery_method",
        "/extensions, extensions, extension_objects",
        "/workflows/integrations/connections, connections, scopes",
        "/incident_workflows/triggers, triggers, permissions",
        "/tags, tags, label"
    })
    void one_record_of_a_list_has_null_where_others_have_something(String path, String list, String field)
            throws Exception {
        assertOneHasNull(client.json(path + "?limit=100").get(list), field);
    }

    @Test
    void so_have_a_member_a_schedule_of_shifts_a_token_and_a_change() throws Exception {
        String team = account.teams().getFirst().id();
        String schedule = account.onCallSetup().shiftSchedules().getFirst().id();
        String holder = account.users().stream()
                .filter(user -> !account.reach().delegations().of(user.id()).isEmpty())
                .findFirst()
                .orElseThrow()
                .id();
        Instant at = account.audit().records().getFirst().at();

        assertOneHasNull(client.json("/teams/%s/members".formatted(team)).get("members"), "role");
        assertThat(client.json("/v3/schedules/" + schedule)
                        .at("/schedule/users")
                        .isNull())
                .isTrue();
        assertOneHasNull(
                client.json("/users/%s/oauth_delegations".formatted(holder)).get("oauth_delegations"), "created_at");
        assertOneHasNull(
                client.json("/audit/records?since=%s&until=%s".formatted(at, at))
                        .get("records"),
                "method");
    }

    private static void assertOneHasNull(JsonNode rows, String field) {
        assertThat(rows.valueStream().filter(row -> row.get(field).isNull()).count())
                .isEqualTo(1);
    }
}
