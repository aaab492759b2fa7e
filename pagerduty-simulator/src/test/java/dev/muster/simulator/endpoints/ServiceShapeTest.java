package dev.muster.simulator.endpoints;

import static dev.muster.simulator.endpoints.ReferenceShape.assertIsReference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceShapeTest {

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final OnCallSetup setup = account.onCallSetup();
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @BeforeEach
    void fill() {
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        setup.add(SimulatedSchedule.named("PLAYER1", "Primary", "PUSER01"));
        setup.add(SimulatedShiftSchedule.named("PSHIFT1", "Nights", "PUSER01"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments Escalation"));
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001").inTeams("PTEAM01"));
    }

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_service_names_its_policy_and_gives_its_key_away_only_when_asked_for_integrations() throws Exception {
        var answer = client.get("/services");
        var service = Client.json(answer).at("/services/0");

        assertThat(service.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "summary",
                        "self",
                        "html_url",
                        "name",
                        "description",
                        "created_at",
                        "status",
                        "escalation_policy",
                        "teams",
                        "integrations",
                        "addons");
        assertThat(service.get("status").stringValue()).isEqualTo("active");
        assertIsReference(
                service.get("escalation_policy"), "escalation_policy_reference", "PEP0001", "Payments Escalation");
        assertIsReference(service.at("/teams/0"), "team_reference", "PTEAM01", "Payments");
        assertThat(service.at("/integrations/0/type").stringValue()).endsWith("_reference");
        assertThat(answer.body()).doesNotContain(Canary.MARK);
        assertThat(client.get("/services?include%5B%5D=integrations").body())
                .contains("\"integration_key\":\"" + Canary.MARK);
    }

    @Test
    void a_business_service_has_no_page_and_perhaps_a_team() throws Exception {
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying").inTeam("PTEAM01"));
        setup.add(SimulatedBusinessService.named("PBUSI02", "Selling"));

        var services = client.json("/business_services").get("business_services");

        assertThat(services)
                .allSatisfy(service -> assertThat(service.propertyNames())
                        .containsExactlyInAnyOrder(
                                "id",
                                "type",
                                "summary",
                                "self",
                                "html_url",
                                "name",
                                "description",
                                "point_of_contact",
                                "team"));
        assertThat(services.at("/0/html_url").isNull()).isTrue();
        assertThat(services.at("/0/team").propertyNames()).containsExactlyInAnyOrder("id", "type", "self");
        assertThat(services.at("/1/team").isNull()).isTrue();
    }

    @Test
    void what_a_business_service_rests_on_comes_in_one_answer_by_references_alone() throws Exception {
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying"));
        setup.add(new SimulatedDependency(End.service("PSERV01"), End.businessService("PBUSI01")));
        setup.add(new SimulatedDependency(End.businessService("PBUSI01"), End.businessService("PBUSI02")));

        assertThat(client.json("/service_dependencies/business_services/PBUSI01")
                        .toString())
                .isEqualTo("""
                        {"relationships":[\
                        {"supporting_service":{"id":"PSERV01","type":"technical_service_reference"},\
                        "dependent_service":{"id":"PBUSI01","type":"business_service_reference"}},\
                        {"supporting_service":{"id":"PBUSI01","type":"business_service_reference"},\
                        "dependent_service":{"id":"PBUSI02","type":"business_service_reference"}}]}""");
        assertThat(client.get("/service_dependencies/business_services/PBUSI02").statusCode())
                .isEqualTo(404);
    }

    @Test
    void calendars_are_shown_to_people_and_never_to_the_key_of_the_account() throws Exception {
        try (var own = new Client(pagerduty.uri(), pagerduty.userToken("PUSER01"))) {
            for (String path : List.of("/schedules", "/v3/schedules/PSHIFT1")) {
                assertThat(own.get(path).body())
                        .contains("\"http_cal_url\":\"https://acme.pagerduty.com/private/" + Canary.MARK)
                        .contains("\"web_cal_url\":\"webcal://")
                        .contains("\"personal_http_cal_url\"", "\"personal_web_cal_url\"");
                assertThat(client.get(path).body()).doesNotContain("cal_url", Canary.MARK);
            }
            assertThat(own.get("/users/me").body()).contains("\"personal_web_cal_url\"", Canary.MARK);
            assertThat(own.get("/users").body()).doesNotContain("cal_url");
            assertThat(client.get("/users/PUSER01").body()).doesNotContain("cal_url");
        }
    }

    @Test
    void raw_json_takes_the_place_of_a_field_in_every_list() throws Exception {
        var onCall = SimulatedOnCall.directly("PEP0001", 1, "PUSER01");
        setup.add(onCall);
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying"));
        account.putRawField("escalation_policy", "PEP0001", "name", "1");
        account.putRawField("schedule", "PLAYER1", "name", "2");
        account.putRawField("schedule_v3", "PSHIFT1", "name", "3");
        account.putRawField("oncall", onCall.id(), "escalation_level", "4");
        account.putRawField("service", "PSERV01", "name", "5");
        account.putRawField("business_service", "PBUSI01", "name", "6");

        assertThat(client.json("/escalation_policies")
                        .at("/escalation_policies/0/name")
                        .intValue())
                .isEqualTo(1);
        assertThat(client.json("/schedules").at("/schedules/0/name").intValue()).isEqualTo(2);
        assertThat(client.json("/v3/schedules/PSHIFT1").at("/schedule/name").intValue())
                .isEqualTo(3);
        assertThat(client.json("/oncalls").at("/oncalls/0/escalation_level").intValue())
                .isEqualTo(4);
        assertThat(client.json("/services").at("/services/0/name").intValue()).isEqualTo(5);
        assertThat(client.json("/business_services")
                        .at("/business_services/0/name")
                        .intValue())
                .isEqualTo(6);
    }
}
