package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRecordsTest {
    private static final Key TEAM = new Key("team", "PTEAM01");
    private static final Key POLICY = new Key("escalation_policy", "PEP0001");
    private static final Key SERVICE = new Key("service", "PSERV01");
    private static final Key BUYING = new Key("business_service", "PBUSI01");
    private static final Key SELLING = new Key("business_service", "PBUSI02");
    private static final String DEPENDENCIES = "/service_dependencies/business_services/";

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final OnCallSetup setup = account.onCallSetup();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @BeforeEach
    void fill() {
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
    }

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void a_service_is_guarded_by_its_policy_and_belongs_to_its_teams() throws InterruptedException {
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001")
                .inTeams("PTEAM01")
                .withStatus("maintenance"));

        assertThat(far.collect().feed("services").rows())
                .containsExactly(
                        new Row.Resource(SERVICE, "Ledger", Map.of("status", "maintenance")),
                        new Row.Link(TEAM, "owns", SERVICE),
                        new Row.Link(POLICY, "guards", SERVICE));
    }

    @Test
    void a_service_of_nulls_is_still_a_service() throws InterruptedException {
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001").inTeams("PTEAM01"));
        for (String field : List.of("name", "status", "escalation_policy", "teams", "integrations", "addons")) {
            account.putRawField("service", "PSERV01", field, "null");
        }

        assertThat(far.collect().feed("services").rows())
                .containsExactly(new Row.Resource(SERVICE, "PSERV01", Map.of()));
    }

    @Test
    void a_business_service_belongs_to_a_team_or_to_none() throws InterruptedException {
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying").inTeam("PTEAM01"));
        setup.add(SimulatedBusinessService.named("PBUSI02", "Selling"));

        assertThat(far.collect().feed("business_services").rows())
                .containsExactly(
                        new Row.Resource(BUYING, "Buying", Map.of()),
                        new Row.Link(TEAM, "owns", BUYING),
                        new Row.Resource(SELLING, "Selling", Map.of()));
    }

    /// A business service between two services and another business service, each told by whom it is asked of.
    @Test
    void what_rests_on_what_is_told_once_from_what_supports_to_what_is_supported() throws InterruptedException {
        rest(End.service("PSERV01"), End.businessService("PBUSI01"));
        rest(End.businessService("PBUSI01"), End.businessService("PBUSI02"));
        rest(End.businessService("PBUSI02"), End.service("PSERV02"));

        assertThat(dependencies().rows())
                .containsExactlyInAnyOrder(
                        new Row.Link(SERVICE, "supports", BUYING),
                        new Row.Link(BUYING, "supports", SELLING),
                        new Row.Link(SELLING, "supports", new Key("service", "PSERV02")));
        assertThat(dependencies().requests()).isEqualTo(2);
    }

    @Test
    void a_business_service_that_is_refused_lacks_what_it_is_an_end_of_and_no_other() throws InterruptedException {
        rest(End.service("PSERV01"), End.businessService("PBUSI01"));
        rest(End.service("PSERV01"), End.businessService("PBUSI02"));
        rest(End.businessService("PBUSI01"), End.businessService("PBUSI02"));
        far.faults().on(DEPENDENCIES + "PBUSI02").every().answer(new Fault.Status(403));

        assertThat(dependencies().unread()).containsOnlyKeys(SELLING);
        assertThat(dependencies().rows()).containsExactly(new Row.Link(SERVICE, "supports", BUYING));
    }

    @Test
    void a_business_service_that_is_gone_from_the_list_meanwhile_was_removed() throws InterruptedException {
        rest(End.service("PSERV01"), End.businessService("PBUSI01"));
        rest(End.businessService("PBUSI01"), End.businessService("PGONE01"));
        far.faults().on("/business_services").nth(1).answer(new Fault.AnotherRow("""
                {"id":"PGONE01","type":"business_service","name":"Short-lived"}"""));

        RecordedFeed read = dependencies();

        assertThat(read.isComplete()).isTrue();
        assertThat(read.removed()).containsExactly("PGONE01");
        assertThat(read.rows()).containsExactly(new Row.Link(SERVICE, "supports", BUYING));
    }

    @Test
    void dependencies_without_an_end_leave_the_business_service_unread() throws InterruptedException {
        rest(End.service("PSERV01"), End.businessService("PBUSI01"));
        rest(End.service("PSERV01"), End.businessService("PBUSI02"));
        far.faults().on(DEPENDENCIES + "PBUSI02").every().answer(new Fault.NullField("supporting_service", 0));

        assertThat(dependencies().unread()).containsOnlyKeys(SELLING);
    }

    @Test
    void dependencies_that_no_business_service_may_tell_are_not_to_be_had() throws InterruptedException {
        rest(End.businessService("PBUSI01"), End.businessService("PBUSI02"));
        far.faults().on("/service_dependencies/business_services/{id}").every().answer(new Fault.Status(402));

        assertThat(dependencies().whyNotAvailable()).isEqualTo("not part of this PagerDuty plan");
    }

    private void rest(End supporting, End dependent) {
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying"));
        setup.add(SimulatedBusinessService.named("PBUSI02", "Selling"));
        setup.add(new SimulatedDependency(supporting, dependent));
    }

    private RecordedFeed dependencies() throws InterruptedException {
        return far.feeds("service_dependencies").collect().feed("service_dependencies");
    }

    @Test
    void no_calendar_and_no_key_is_kept_though_a_persons_token_is_shown_them() throws InterruptedException {
        setup.add(SimulatedSchedule.named("PLAYER1", "Primary", "PUSER01"));
        setup.add(SimulatedShiftSchedule.named("PSHIFT1", "Nights", "PUSER01"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments"));
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001"));
        account.putRawField("service", "PSERV01", "integration_key", "\"%s\"".formatted(Canary.MARK));

        RecordingSink sink = far.token(far.simulator.userToken("PUSER01")).collect();

        for (String feed : List.of("account", "schedules", "shift_schedules", "services")) {
            assertThat(sink.feed(feed).outcome()).as(feed).isEqualTo(new Complete());
            assertThat(sink.feed(feed).recorded()).as(feed).isEqualTo(1);
        }
        assertThat(sink.toString()).doesNotContain(Canary.MARK);
    }

    @ParameterizedTest
    @CsvSource({
        "escalation_policies, /escalation_policies",
        "schedules, /schedules",
        "shift_schedules, /v3/schedules",
        "on_calls, /oncalls",
        "services, /services",
        "business_services, /business_services"
    })
    void a_feed_that_the_plan_or_the_credential_does_not_include_is_left_out(String feed, String path)
            throws InterruptedException {
        Map<Integer, String> reasons = Map.of(
                402, "not part of this PagerDuty plan",
                403, "not in the scope of this credential",
                404, "not offered by this PagerDuty account");
        for (var reason : reasons.entrySet()) {
            far.faults().clear();
            far.faults().on(path).every().answer(new Fault.Status(reason.getKey()));

            RecordingSink sink = far.collect();

            assertThat(sink.feed(feed).whyNotAvailable()).isEqualTo(reason.getValue());
            assertThat(sink.feeds())
                    .filteredOn(other -> !other.feed().id().equals(feed)
                            && !other.feed().dependsOn().contains(feed))
                    .allMatch(other -> other.isComplete());
        }
    }
}
