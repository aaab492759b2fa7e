package dev.muster.simulator.endpoints;

import static dev.muster.simulator.endpoints.ReferenceShape.assertIsGone;
import static dev.muster.simulator.endpoints.ReferenceShape.assertIsReference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OnCallShapeTest {

    private static final Instant HANDOVER = Instant.parse("2026-11-23T09:00:00Z");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final OnCallSetup setup = account.onCallSetup();
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @BeforeEach
    void fill() {
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        setup.add(SimulatedSchedule.named("PLAYER1", "Primary", "PUSER01", "PGONE01")
                .inTeams("PTEAM01"));
        setup.add(SimulatedShiftSchedule.named("PSHIFT1", "Nights", "PUSER01").inTeams("PTEAM01"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments Escalation")
                .withLevel(Target.user("PUSER01"), Target.schedule("PLAYER1"))
                .withLevel(Target.shiftSchedule("PSHIFT1"), Target.user("PGONE01"))
                .inTeam("PTEAM01"));
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001"));
    }

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_policy_embeds_its_levels_services_and_team() throws Exception {
        var policy = client.json("/escalation_policies").at("/escalation_policies/0");

        assertThat(policy.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "summary",
                        "self",
                        "html_url",
                        "name",
                        "description",
                        "num_loops",
                        "on_call_handoff_notifications",
                        "escalation_rules",
                        "services",
                        "teams",
                        "privilege");
        assertThat(policy.get("type").stringValue()).isEqualTo("escalation_policy");
        assertThat(policy.get("num_loops").isInt()).isTrue();
        assertThat(policy.get("description").isNull()).isTrue();
        assertThat(policy.get("privilege").isNull()).isTrue();
        assertIsReference(policy.at("/services/0"), "service_reference", "PSERV01", "Ledger");
        assertIsReference(policy.at("/teams/0"), "team_reference", "PTEAM01", "Payments");
        var rule = policy.at("/escalation_rules/0");
        assertThat(rule.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "escalation_delay_in_minutes", "targets", "escalation_rule_assignment_strategy");
        assertThat(rule.get("id")).isNotEqualTo(policy.at("/escalation_rules/1/id"));
        assertThat(rule.get("escalation_delay_in_minutes").intValue()).isEqualTo(30);
    }

    @Test
    void targets_are_references_of_three_kinds_and_some_are_gone() throws Exception {
        var policy = client.json("/escalation_policies").at("/escalation_policies/0");

        assertIsReference(policy.at("/escalation_rules/0/targets/0"), "user_reference", "PUSER01", "Ana Lima");
        assertIsReference(policy.at("/escalation_rules/0/targets/1"), "schedule_reference", "PLAYER1", "Primary");
        assertIsReference(policy.at("/escalation_rules/1/targets/0"), "schedule_v3_reference", "PSHIFT1", "Nights");
        assertIsGone(policy.at("/escalation_rules/1/targets/1"), "PGONE01");
    }

    @Test
    void a_schedule_of_layers_names_its_users_even_those_who_are_gone() throws Exception {
        var schedule = client.json("/schedules").at("/schedules/0");

        assertThat(schedule.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "summary",
                        "self",
                        "html_url",
                        "name",
                        "description",
                        "time_zone",
                        "users",
                        "escalation_policies",
                        "teams");
        assertThat(schedule.get("type").stringValue()).isEqualTo("schedule");
        assertIsReference(schedule.at("/users/0"), "user_reference", "PUSER01", "Ana Lima");
        assertIsGone(schedule.at("/users/1"), "PGONE01");
        assertIsReference(
                schedule.at("/escalation_policies/0"), "escalation_policy_reference", "PEP0001", "Payments Escalation");
        assertIsReference(schedule.at("/teams/0"), "team_reference", "PTEAM01", "Payments");
    }

    @Test
    void a_schedule_of_shifts_is_a_bare_reference_in_the_list_and_whole_by_itself() throws Exception {
        var listed = client.json("/v3/schedules");
        var schedule = client.json("/v3/schedules/PSHIFT1").get("schedule");

        assertThat(listed.get("limit").intValue()).isEqualTo(100);
        assertIsReference(listed.at("/schedules/0"), "schedule_v3_reference", "PSHIFT1", "Nights");
        assertThat(schedule.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "summary",
                        "self",
                        "html_url",
                        "name",
                        "time_zone",
                        "teams",
                        "escalation_policies",
                        "users",
                        "rotations");
        assertThat(schedule.get("type").stringValue()).isEqualTo("schedule_v3");
        assertIsReference(schedule.at("/users/0"), "user_reference", "PUSER01", "Ana Lima");
        assertIsReference(schedule.at("/teams/0"), "team_reference", "PTEAM01", "Payments");
        assertIsReference(
                schedule.at("/escalation_policies/0"), "escalation_policy_reference", "PEP0001", "Payments Escalation");
        assertThat(schedule.at("/rotations/0/events/0/assignment_strategy/members/0/user_id")
                        .stringValue())
                .isEqualTo("PUSER01");
    }

    @Test
    void the_two_kinds_of_schedules_do_not_answer_for_each_other() throws Exception {
        var refused = client.get("/v3/schedules/PLAYER1");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).at("/errors/id").isArray()).isTrue();
        assertThat(client.get("/v3/schedules/PNOBODY").statusCode()).isEqualTo(404);
        assertThat(ids(client.json("/schedules"), "schedules")).containsExactly("PLAYER1");
        assertThat(ids(client.json("/v3/schedules"), "schedules")).containsExactly("PSHIFT1");
    }

    @Test
    void an_on_call_refers_to_a_schedule_of_either_kind_or_to_none() throws Exception {
        setup.add(SimulatedOnCall.directly("PEP0001", 1, "PUSER01"));
        setup.add(SimulatedOnCall.onSchedule("PEP0001", 1, "PUSER01", "PLAYER1", HANDOVER, null));
        setup.add(SimulatedOnCall.onSchedule("PEP0001", 2, "PUSER01", "PSHIFT1", HANDOVER, HANDOVER.plusSeconds(3600)));

        var onCalls = client.json("/oncalls").get("oncalls");

        assertThat(onCalls)
                .allSatisfy(onCall -> assertThat(onCall.propertyNames())
                        .containsExactlyInAnyOrder(
                                "escalation_policy", "escalation_level", "schedule", "user", "start", "end"));
        assertIsReference(
                onCalls.at("/0/escalation_policy"), "escalation_policy_reference", "PEP0001", "Payments Escalation");
        assertIsReference(onCalls.at("/0/user"), "user_reference", "PUSER01", "Ana Lima");
        assertThat(onCalls.at("/0/schedule").isNull()).isTrue();
        assertThat(onCalls.at("/0/start").isNull()).isTrue();
        assertThat(onCalls.at("/0/end").isNull()).isTrue();
        assertIsReference(onCalls.at("/1/schedule"), "schedule_reference", "PLAYER1", "Primary");
        assertThat(onCalls.at("/1/start").stringValue()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(onCalls.at("/1/end").isNull()).isTrue();
        assertIsReference(onCalls.at("/2/schedule"), "schedule_v3_reference", "PSHIFT1", "Nights");
        assertThat(onCalls.at("/2/escalation_level").intValue()).isEqualTo(2);
        assertThat(onCalls.at("/2/end").stringValue()).isEqualTo("2026-11-23T10:00:00Z");
    }

    private static List<String> ids(JsonNode page, String key) {
        return page.get(key)
                .valueStream()
                .map(row -> row.get("id").stringValue())
                .toList();
    }
}
