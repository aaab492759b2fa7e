package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OnCallPrivacyTest {

    private final SimulatedAccount account =
            SimulatedAccount.of(new AccountSizes(120, 12, 140, 130, 1_050, 160, 150, 110), 5);
    private final OnCallSetup setup = account.onCallSetup();
    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            account, PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void what_belongs_to_a_private_team_is_hidden_from_those_who_are_not_in_it() throws Exception {
        var hidden = account.teams().stream()
                .filter(SimulatedTeam::isPrivate)
                .findFirst()
                .orElseThrow();
        setup.add(SimulatedSchedule.named("PLAYER1", "Hidden").inTeams(hidden.id()));
        setup.add(SimulatedShiftSchedule.named("PSHIFT1", "Hidden").inTeams(hidden.id()));
        setup.add(SimulatedPolicy.named("PEP0001", "Hidden").inTeam(hidden.id()));
        setup.add(SimulatedOnCall.directly(
                "PEP0001", 1, account.users().getFirst().id()));
        setup.add(SimulatedService.named("PSERV01", "Hidden", "PEP0001").inTeams(hidden.id()));
        setup.add(SimulatedBusinessService.named("PBUSI01", "Hidden").inTeam(hidden.id()));
        var manager = holder(BaseRole.USER);
        account.removeMember(hidden.id(), manager.id());

        try (var own = clientOf(manager);
                var admin = clientOf(holder(BaseRole.ADMIN))) {
            assertThat(seen(admin)).containsExactly(140 + 1, 130 + 1, 1_050 + 1, 160 + 1, 150 + 1, 110 + 1);
            assertThat(seen(own))
                    .zipSatisfy(seen(admin), (few, all) -> assertThat(few).isLessThan(all));
            assertThat(own.get("/v3/schedules/PSHIFT1").statusCode()).isEqualTo(404);
            assertThat(own.all("/services", "services"))
                    .noneMatch(row -> row.get("name").stringValue().equals("Hidden"));

            account.addMember(hidden.id(), manager.id(), "observer");

            assertThat(own.get("/v3/schedules/PSHIFT1").statusCode()).isEqualTo(200);
            assertThat(ids(own.all("/services", "services"))).contains("PSERV01");
        }
    }

    @Test
    void a_reference_to_what_is_hidden_has_no_name_and_no_address() throws Exception {
        account.addTeam(SimulatedTeam.named("PTEAM01", "Hidden").asPrivate());
        setup.add(SimulatedSchedule.named("PLAYER1", "Hidden").inTeams("PTEAM01"));
        setup.add(SimulatedShiftSchedule.named("PSHIFT1", "Hidden").inTeams("PTEAM01"));
        setup.add(SimulatedPolicy.named("PEP0001", "AAA seen")
                .withLevel(Target.schedule("PLAYER1"), Target.shiftSchedule("PSHIFT1")));
        setup.add(SimulatedPolicy.named("PEP0002", "Hidden").inTeam("PTEAM01"));
        setup.add(SimulatedService.named("PSERV01", "AAA seen", "PEP0002"));

        try (var own = clientOf(holder(BaseRole.USER))) {
            var policy = own.json("/escalation_policies?sort_by=name").at("/escalation_policies/0");
            var service = own.json("/services?sort_by=name").at("/services/0");

            assertIsUnreachable(policy.at("/escalation_rules/0/targets/0"), "schedule_reference", "PLAYER1");
            assertIsUnreachable(policy.at("/escalation_rules/0/targets/1"), "schedule_v3_reference", "PSHIFT1");
            assertIsUnreachable(service.get("escalation_policy"), "escalation_policy_reference", "PEP0002");
        }
    }

    @Test
    void restricted_access_sees_only_what_belongs_to_its_teams() throws Exception {
        var restricted = holder(BaseRole.RESTRICTED_ACCESS);
        account.teams().forEach(team -> account.removeMember(team.id(), restricted.id()));

        try (var own = clientOf(restricted)) {
            assertThat(seen(own)).containsOnly(0);

            account.addMember(account.teams().get(1).id(), restricted.id(), "observer");

            assertThat(own.all("/schedules", "schedules"))
                    .isNotEmpty()
                    .allMatch(row -> row.at("/teams/0/id")
                            .stringValue()
                            .equals(account.teams().get(1).id()));
        }
    }

    @Test
    void what_belonged_to_a_removed_team_belongs_to_nobody() throws Exception {
        String team = account.teams().get(1).id();
        int before = client.all("/schedules", "schedules").size();

        account.removeTeam(team);

        assertThat(client.all("/schedules", "schedules"))
                .hasSize(before)
                .noneMatch(row -> row.get("teams").findValuesAsString("id").contains(team));
    }

    private static void assertIsUnreachable(JsonNode reference, String type, String id) {
        assertThat(reference.toString())
                .isEqualTo("{\"id\":\"%s\",\"type\":\"%s\",\"summary\":null,\"self\":null,\"html_url\":null}"
                        .formatted(id, type));
    }

    /// How many policies, schedules of both kinds, on-calls, services and business services.
    private static List<Integer> seen(Client client) throws Exception {
        return List.of(
                client.all("/escalation_policies", "escalation_policies").size(),
                client.all("/schedules", "schedules").size(),
                client.all("/v3/schedules", "schedules").size(),
                client.all("/oncalls", "oncalls").size(),
                client.all("/services", "services").size(),
                client.all("/business_services", "business_services").size());
    }

    private SimulatedUser holder(BaseRole role) {
        return account.users().stream().filter(role::is).findFirst().orElseThrow();
    }

    private Client clientOf(SimulatedUser user) {
        return new Client(pagerduty.uri(), pagerduty.userToken(user.id()));
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("id").stringValue()).toList();
    }
}
