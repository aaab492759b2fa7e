package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeyTest {

    private final SimulatedAccount account = SimulatedAccount.of(60, 8, 9);
    private final PagerDutySimulator pagerduty = start(Region.US);
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void the_account_key_has_20_characters_and_outlives_a_restart() {
        try (var restarted = start(Region.US)) {
            assertThat(pagerduty.token()).hasSize(20).isEqualTo(restarted.token());
        }
    }

    @Test
    void the_key_of_the_other_region_is_unknown() throws Exception {
        try (var european = start(Region.EU);
                var lost = new Client(pagerduty.uri(), european.token());
                var home = Client.of(european)) {
            assertThat(lost.get("/users").statusCode()).isEqualTo(401);
            assertThat(home.json("/users").get("users").get(0).get("html_url").stringValue())
                    .startsWith("https://acme.eu.pagerduty.com/users/P");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token token=wrong", "Token KEY", "Bearer KEY", "token=KEY", "KEY", "Token token=KEYx"})
    void an_unknown_key_gets_401_and_a_single_space(String authorization) throws Exception {
        var answer = client.send(client.request("/users")
                .header("Authorization", authorization.replace("KEY", pagerduty.token()))
                .header("Accept", Client.ACCEPT));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(" ");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=UTF-8");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(pagerduty.requests().list()).singleElement().matches(request -> !request.authorized());
    }

    @Test
    void a_quoted_key_works() throws Exception {
        var answer = client.send(client.request("/abilities")
                .header("Authorization", "Token token=\"%s\"".formatted(pagerduty.token())));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_key_without_a_version_gets_a_404_page() throws Exception {
        var answer = client.send(client.request("/users").header("Authorization", "Token token=wrong"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void the_key_only_reads(String method) throws Exception {
        var answer = client.send(client.request("/users")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .header("Authorization", "Token token=" + pagerduty.token()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"message\":\"Access Denied\",\"code\":2010}}");
        assertThat(account.users()).hasSize(60);
    }

    @Test
    void an_account_key_does_not_know_who_it_is() throws Exception {
        var answer = client.get("/users/me");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("error").stringValue()).contains("account-level access token");
    }

    @Test
    void a_user_key_knows_who_it_is() throws Exception {
        var admin = holder(BaseRole.ADMIN);
        try (var own = clientOf(admin)) {
            var user = own.json("/users/me").get("user");

            assertThat(user.get("id").stringValue()).isEqualTo(admin.id());
            assertThat(user.get("role").stringValue()).isEqualTo("admin");
        }
    }

    @Test
    void an_administrator_sees_private_teams_and_a_manager_only_his_own() throws Exception {
        var manager = holder(BaseRole.USER);
        var hidden = account.teams().stream()
                .filter(SimulatedTeam::isPrivate)
                .findFirst()
                .orElseThrow();
        account.removeMember(hidden.id(), manager.id());

        try (var own = clientOf(manager);
                var admin = clientOf(holder(BaseRole.ADMIN))) {
            assertThat(admin.all("/teams", "teams")).hasSize(8);
            assertThat(own.json("/teams?limit=100").findValuesAsString("id")).doesNotContain(hidden.id());
            assertThat(own.json("/users?limit=100").get("users").findValuesAsString("id"))
                    .hasSizeGreaterThan(60)
                    .doesNotContain(hidden.id());
            assertThat(own.get("/teams/" + hidden.id()).statusCode()).isEqualTo(404);
            assertThat(own.get("/teams/%s/members".formatted(hidden.id())).statusCode())
                    .isEqualTo(404);

            account.addMember(hidden.id(), manager.id(), "observer");

            assertThat(own.get("/teams/%s/members".formatted(hidden.id())).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void restricted_access_sees_the_teams_it_is_in_and_no_others() throws Exception {
        var restricted = holder(BaseRole.RESTRICTED_ACCESS);
        account.teams().forEach(team -> account.removeMember(team.id(), restricted.id()));
        var joined = account.teams().get(4).id();
        account.addMember(joined, restricted.id(), "observer");

        try (var own = clientOf(restricted)) {
            assertThat(own.json("/teams").get("teams").findValuesAsString("id")).containsExactly(joined);
            assertThat(own.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_limited_stakeholder_sees_nothing_but_himself() throws Exception {
        try (var own = clientOf(holder(BaseRole.READ_ONLY_LIMITED_USER))) {
            assertThat(own.get("/users/me").statusCode()).isEqualTo(200);
            assertThat(own.get("/users").statusCode()).isEqualTo(403);
            assertThat(own.get("/teams").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void the_key_of_a_removed_user_is_unknown() throws Exception {
        var user = holder(BaseRole.OBSERVER);
        try (var own = clientOf(user)) {
            account.removeUser(user.id());

            assertThat(own.get("/users/me").statusCode()).isEqualTo(401);
            assertThatThrownBy(() -> pagerduty.userToken(user.id())).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void an_unknown_address_is_not_found() throws Exception {
        assertNotFound(client.get("/nothing"));
        assertNotFound(client.get("/users/PNOBODY"));
        assertNotFound(client.get("/teams/PNOTEAM/members"));
    }

    @Test
    void a_plan_without_teams_answers_402() throws Exception {
        account.setAbilities(account.abilities().stream()
                .filter(ability -> !ability.equals("teams"))
                .toList());

        for (String path : new String[] {"/teams", "/teams/P1", "/teams/P1/members", "/users?team_ids[]=P1"}) {
            var answer = client.get(path.replace("[]", "%5B%5D"));
            assertThat(answer.statusCode()).as(path).isEqualTo(402);
            assertThat(Client.json(answer).get("error").get("code").intValue()).isEqualTo(2014);
        }
    }

    @Test
    void an_ability_answers_204_and_one_the_plan_lacks_402_and_one_nobody_knows_404() throws Exception {
        account.setAbilities(List.of("sso", "urgencies"));

        assertThat(client.get("/abilities/sso").statusCode()).isEqualTo(204);
        assertThat(client.get("/abilities/teams").statusCode()).isEqualTo(402);
        assertThat(client.json("/abilities/teams").at("/error/code").intValue()).isEqualTo(2014);
        assertThat(client.get("/abilities/flying").statusCode()).isEqualTo(404);
        assertThat(client.get("/abilities/flying").body()).isEqualTo("{}");
        assertThat(client.json("/abilities").get("abilities"))
                .extracting(JsonNode::stringValue)
                .containsExactlyElementsOf(account.abilities());
    }

    private static void assertNotFound(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"message\":\"Not Found\",\"code\":2100}}");
    }

    private SimulatedUser holder(BaseRole role) {
        return account.users().stream().filter(role::is).findFirst().orElseThrow();
    }

    private Client clientOf(SimulatedUser user) {
        return new Client(pagerduty.uri(), pagerduty.userToken(user.id()));
    }

    private PagerDutySimulator start(Region region) {
        return PagerDutySimulator.start(
                account, PagerDutySimulator.Options.defaults().withRegion(region));
    }
}
