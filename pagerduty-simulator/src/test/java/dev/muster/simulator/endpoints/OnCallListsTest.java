package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OnCallListsTest {

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

    @ParameterizedTest
    @CsvSource({
        "/escalation_policies, escalation_policies, 140",
        "/schedules, schedules, 130",
        "/oncalls, oncalls, 160",
        "/services, services, 150",
        "/business_services, business_services, 110"
    })
    void a_list_comes_in_pages_of_25_and_at_most_100(String path, String key, int rows) throws Exception {
        var first = client.json(path);
        var largest = client.json(path + "?limit=500&total=true");

        assertThat(first.get(key).size()).isEqualTo(25);
        assertThat(first.get("more").booleanValue()).isTrue();
        assertThat(first.get("total").isNull()).isTrue();
        assertThat(largest.get(key).size()).isEqualTo(100);
        assertThat(largest.get("total").intValue()).isEqualTo(rows);
        assertThat(client.all(path, key)).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void schedules_of_shifts_come_in_pages_of_100_and_at_most_1000() throws Exception {
        var first = client.json("/v3/schedules");
        var largest = client.json("/v3/schedules?limit=5000");

        assertThat(first.get("schedules").size()).isEqualTo(100);
        assertThat(largest.get("schedules").size()).isEqualTo(1_000);
        assertThat(largest.get("limit").intValue()).isEqualTo(1_000);
        assertThat(largest.get("more").booleanValue()).isTrue();
        assertThat(client.all("/v3/schedules", "schedules")).hasSize(1_050).doesNotHaveDuplicates();
    }

    @Test
    void policies_and_services_come_by_name_from_either_end() throws Exception {
        for (String key : List.of("escalation_policies", "services")) {
            assertThat(names(client.all("/" + key + "?sort_by=name", key)))
                    .isSorted()
                    .isEqualTo(names(client.all("/" + key + "?sort_by=name%3Aasc", key)))
                    .isEqualTo(names(client.all("/" + key, key)));
            assertThat(names(client.all("/" + key + "?sort_by=name%3Adesc", key)))
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @ParameterizedTest
    @CsvSource({"escalation_policies, Critical", "schedules, Nights", "services, Gateway"})
    void a_query_looks_into_the_name(String key, String part) throws Exception {
        var all = names(client.all("/" + key, key));

        var found = names(client.all("/" + key + "?query=" + part.toUpperCase(Locale.ROOT), key));

        assertThat(found)
                .isNotEmpty()
                .containsExactlyElementsOf(
                        all.stream().filter(name -> name.contains(part)).toList());
    }

    @ParameterizedTest
    @CsvSource({"escalation_policies, /escalation_policies", "schedules, /schedules", "services, /services"})
    void lists_can_be_cut_by_teams(String key, String path) throws Exception {
        String team = account.teams().get(1).id();

        var found = client.all(path + "?team_ids%5B%5D=" + team, key);

        assertThat(found)
                .isNotEmpty()
                .hasSizeLessThan(client.all(path, key).size())
                .allMatch(row -> row.at("/teams/0/id").stringValue().equals(team));
    }

    @Test
    void schedules_of_shifts_can_be_cut_by_teams_and_names() throws Exception {
        String team = account.teams().get(1).id();
        var own = setup.shiftSchedules().stream()
                .filter(schedule -> schedule.teamIds().contains(team))
                .toList();

        assertThat(client.all("/v3/schedules?team_ids%5B%5D=" + team, "schedules"))
                .hasSameSizeAs(own)
                .isNotEmpty();
        assertThat(client.all("/v3/schedules?query=nights", "schedules"))
                .isNotEmpty()
                .allMatch(row -> row.get("summary").stringValue().contains("Nights"));
    }

    @Test
    void policies_can_be_cut_by_the_users_they_page() throws Exception {
        String user = setup.onCalls().stream()
                .filter(onCall -> onCall.scheduleId() == null)
                .findFirst()
                .orElseThrow()
                .userId();

        var found = ids(client.all("/escalation_policies?user_ids%5B%5D=" + user, "escalation_policies"));

        assertThat(found)
                .containsExactlyElementsOf(setup.policies().stream()
                        .filter(policy -> policy.targets().contains(Target.user(user)))
                        .map(SimulatedPolicy::id)
                        .toList());
    }

    @Test
    void on_calls_can_be_cut_by_user_policy_and_schedule() throws Exception {
        var wanted = setup.onCalls().stream()
                .filter(onCall -> onCall.scheduleId() != null)
                .findFirst()
                .orElseThrow();

        assertOnly("user_ids", "user", wanted.userId());
        assertOnly("escalation_policy_ids", "escalation_policy", wanted.policyId());
        assertOnly("schedule_ids", "schedule", String.valueOf(wanted.scheduleId()));
    }

    @Test
    void a_service_can_be_found_by_its_whole_name() throws Exception {
        var wanted = setup.services().getFirst();
        String name = URLEncoder.encode(wanted.name(), StandardCharsets.UTF_8);

        assertThat(ids(client.all("/services?name=" + name, "services"))).containsExactly(wanted.id());
        assertThat(client.all("/services?name=" + name.substring(1), "services"))
                .isEmpty();
    }

    private void assertOnly(String parameter, String place, String id) throws Exception {
        assertThat(client.all("/oncalls?%s%%5B%%5D=%s".formatted(parameter, id), "oncalls"))
                .isNotEmpty()
                .hasSizeLessThan(160)
                .allMatch(row -> row.at("/%s/id".formatted(place)).stringValue().equals(id));
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("id").stringValue()).toList();
    }

    private static List<String> names(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("name").stringValue()).toList();
    }
}
