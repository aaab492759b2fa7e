package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {

    private final SimulatedAccount account = SimulatedAccount.of(10_050, 30, 5);
    private PagerDutySimulator pagerduty;
    private Client client;

    @BeforeAll
    void start() {
        pagerduty = PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
        client = Client.of(pagerduty);
    }

    @AfterAll
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_page_holds_25_rows_and_no_total_unless_asked() throws Exception {
        var page = client.json("/users");

        assertThat(page.get("users").size()).isEqualTo(25);
        assertThat(page.get("limit").intValue()).isEqualTo(25);
        assertThat(page.get("offset").intValue()).isZero();
        assertThat(page.get("more").booleanValue()).isTrue();
        assertThat(page.get("total").isNull()).isTrue();
        assertThat(client.json("/users?total=true").get("total").intValue()).isEqualTo(10_050);
        assertThat(client.json("/users?total=TRUE").get("total").isNull()).isTrue();
    }

    @Test
    void a_limit_above_100_is_100() throws Exception {
        var page = client.json("/users?limit=500");

        assertThat(page.get("users").size()).isEqualTo(100);
        assertThat(page.get("limit").intValue()).isEqualTo(100);
    }

    @Test
    void a_page_of_team_members_holds_100_rows() throws Exception {
        var largest = account.teams().getFirst().id();

        var page = client.json("/teams/%s/members".formatted(largest));

        assertThat(page.get("members").size()).isEqualTo(100);
        assertThat(page.get("more").booleanValue()).isTrue();
    }

    @Test
    void a_walk_gives_every_row_once_and_in_order() throws Exception {
        var largest = account.teams().getFirst().id();

        var members = client.all("/teams/%s/members".formatted(largest), "members");
        var teams = client.all("/teams", "teams");

        assertThat(members)
                .extracting(row -> row.get("user").get("id").stringValue())
                .containsExactlyElementsOf(account.membersOf(largest).stream()
                        .map(SimulatedMember::userId)
                        .toList())
                .hasSize(500);
        assertThat(ids(teams))
                .containsExactlyElementsOf(
                        account.teams().stream().map(SimulatedTeam::id).toList());
    }

    @Test
    void the_last_page_has_no_more_and_a_page_behind_it_is_empty() throws Exception {
        var last = client.json("/teams?limit=20&offset=20");
        var behind = client.json("/teams?limit=20&offset=40");

        assertThat(last.get("teams").size()).isEqualTo(10);
        assertThat(last.get("more").booleanValue()).isFalse();
        assertThat(behind.get("teams").size()).isZero();
        assertThat(behind.get("more").booleanValue()).isFalse();
    }

    @Test
    void rows_beyond_10000_are_refused() throws Exception {
        var lastPage = client.json("/users?limit=100&offset=9900");
        var refused = client.get("/users?limit=100&offset=9901");

        assertThat(lastPage.get("more").booleanValue()).isTrue();
        assertThat(refused.statusCode()).isEqualTo(400);
        var error = Client.json(refused).get("error");
        assertThat(error.get("code").intValue()).isEqualTo(2002);
        assertThat(error.get("message").stringValue()).isEqualTo("Arguments Caused Error");
        assertThat(error.get("errors").get(0).stringValue()).contains("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=x", "offset=-1", "offset=99999999999"})
    void a_window_that_is_none_is_refused(String window) throws Exception {
        var refused = client.get("/users?" + window);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("error").get("code").intValue()).isEqualTo(2001);
    }

    @Test
    void users_can_be_cut_by_name() throws Exception {
        var found = client.all("/users?query=o%27CONNOR", "users");

        assertThat(found).extracting(row -> row.get("name").stringValue()).contains("Siobhán O'Connor");
        assertThat(found).allMatch(row -> row.get("name").stringValue().contains("O'Connor"));
    }

    @Test
    void users_can_be_cut_by_teams_and_come_once_each() throws Exception {
        var first = account.teams().get(3).id();
        var second = account.teams().get(4).id();

        var found = client.all("/users?team_ids%5B%5D=" + first + "&team_ids%5B%5D=" + second, "users");

        assertThat(ids(found)).doesNotHaveDuplicates();
        assertThat(found)
                .isNotEmpty()
                .allMatch(row -> row.get("teams").findValuesAsString("id").stream()
                        .anyMatch(id -> id.equals(first) || id.equals(second)));
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("id").stringValue()).toList();
    }
}
