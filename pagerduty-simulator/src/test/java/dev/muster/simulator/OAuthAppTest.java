package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthAppTest {

    private static final List<String> SCOPES = List.of("abilities.read", "users.read", "licenses.read");

    private final SetClock clock = new SetClock();
    private final SimulatedAccount account = SimulatedAccount.of(60, 8, 9);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final PagerDutySimulator pagerduty = start(Region.US);
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() throws Exception {
        client.close();
        for (AutoCloseable closing : open) {
            closing.close();
        }
    }

    @Test
    void a_token_is_given_for_an_hour_and_for_the_scopes_the_app_may_have() throws Exception {
        var answer = Client.json(ask("as_account-us.acme users.read teams.read users.read nonsense abilities.read"));

        assertThat(answer.get("access_token").stringValue())
                .startsWith("pdus+_")
                .hasSize(46);
        assertThat(answer.get("scope").stringValue()).isEqualTo("as_account-us.acme users.read abilities.read");
        assertThat(answer.get("token_type").stringValue()).isEqualTo("bearer");
        assertThat(answer.get("expires_in").intValue()).isEqualTo(3600);
        assertThat(answer.has("refresh_token")).isFalse();
        assertThat(pagerduty.identityRequests().list())
                .singleElement()
                .matches(request -> request.method().equals("POST") && request.authorized());
        assertThat(pagerduty.requests().count()).isZero();
    }

    @Test
    void the_identity_host_is_not_the_host_of_the_api() throws Exception {
        String form = form(pagerduty.clientId(), pagerduty.clientSecret(), "as_account-us.acme users.read");

        assertThat(pagerduty.identity()).isNotEqualTo(pagerduty.uri());
        assertThat(post(pagerduty.uri(), form).statusCode()).isEqualTo(401);
        assertThat(client.send(HttpRequest.newBuilder(pagerduty.identity().resolve("/users")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_same_seed_and_region_give_the_same_app() {
        var again = start(Region.US);
        var european = start(Region.EU);

        assertThat(again.clientId()).isEqualTo(pagerduty.clientId()).isNotEqualTo(european.clientId());
        assertThat(again.clientSecret()).isEqualTo(pagerduty.clientSecret()).isNotEqualTo(european.clientSecret());
    }

    @ParameterizedTest
    @CsvSource({"wrong,SECRET", "ID,wrong", "ID,", ",SECRET"})
    void a_wrong_client_is_refused_as_oauth_says(String id, String secret) throws Exception {
        var refused = post(
                pagerduty.identity(),
                form(
                        "ID".equals(id) ? pagerduty.clientId() : String.valueOf(id),
                        "SECRET".equals(secret) ? pagerduty.clientSecret() : String.valueOf(secret),
                        "as_account-us.acme users.read"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Client.json(refused).get("error").stringValue()).isEqualTo("invalid_client");
        assertThat(pagerduty.identityRequests().list()).singleElement().matches(request -> !request.authorized());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as_account-eu.acme users.read",
                "as_account-us.globex users.read",
                "users.read",
                "as_account-us.acme as_account-us.globex users.read",
                ""
            })
    void a_token_for_another_account_or_region_is_refused(String scope) throws Exception {
        var refused = ask(scope);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("error").stringValue()).isEqualTo("invalid_scope");
    }

    @Test
    void anything_but_a_form_for_client_credentials_is_refused() throws Exception {
        var json = client.send(HttpRequest.newBuilder(pagerduty.identity().resolve("/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        var password = post(pagerduty.identity(), "grant_type=password&username=a&password=b");

        assertThat(Client.json(json).get("error").stringValue()).isEqualTo("invalid_request");
        assertThat(Client.json(password).get("error").stringValue()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void a_token_reads_what_its_scopes_name_of_the_whole_account() throws Exception {
        String token = token("abilities.read users.read licenses.read");

        assertThat(Client.json(get("/users?limit=100", token)).get("users")).hasSize(60);
        assertThat(get("/abilities", token).statusCode()).isEqualTo(200);
        for (String path : List.of("/licenses", "/license_allocations", "/users/PX/license")) {
            assertThat(get(path, token).statusCode()).as(path).isIn(200, 404);
        }
        assertThat(get("/users/me", token).statusCode()).isEqualTo(400);
        assertThat(get("/nothing", token).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/teams, teams.read",
        "/teams/P1, teams.read",
        "/teams/P1/members, teams.read",
        "/licenses, licenses.read",
        "/license_allocations, licenses.read",
        "/extensions, extensions.read",
        "/webhook_subscriptions, webhook_subscriptions.read"
    })
    void a_missing_scope_is_refused_and_named(String path, String scope) throws Exception {
        var refused = get(path, token("abilities.read users.read"));

        assertThat(refused.statusCode()).isEqualTo(403);
        var error = Client.json(refused).get("error");
        assertThat(error.get("required_scopes").stringValue()).isEqualTo(scope);
        assertThat(error.get("token_scopes").stringValue()).isEqualTo("abilities.read users.read");
    }

    @Test
    void a_token_ends_after_its_life_and_not_before() throws Exception {
        String token = token("users.read");

        clock.pass(Duration.ofMinutes(60).minusMillis(1));
        assertThat(get("/users", token).statusCode()).isEqualTo(200);
        clock.pass(Duration.ofMillis(1));
        assertThat(get("/users", token).statusCode()).isEqualTo(401);
        assertThat(get("/users", token("users.read")).statusCode()).isEqualTo(200);
    }

    @Test
    void all_tokens_of_the_app_share_a_limit_and_the_account_key_does_not() throws Exception {
        String one = token("users.read");
        String other = token("users.read");

        get("/users", one);

        assertThat(remaining(get("/users", other))).isEqualTo(958);
        assertThat(remaining(client.get("/users"))).isEqualTo(959);
    }

    @Test
    void the_identity_host_misbehaves_on_demand() throws Exception {
        pagerduty.faults().on("/oauth/token").nth(2).answer(new Fault.Status(503));

        assertThat(ask("as_account-us.acme users.read").statusCode()).isEqualTo(200);
        assertThat(ask("as_account-us.acme users.read").statusCode()).isEqualTo(503);
        assertThat(ask("as_account-us.acme users.read").statusCode()).isEqualTo(200);
    }

    private PagerDutySimulator start(Region region) {
        var options = PagerDutySimulator.Options.defaults()
                .withRegion(region)
                .withAppScopes(SCOPES)
                .withTokenLife(Duration.ofHours(1));
        var started = PagerDutySimulator.start(account, options, clock);
        open.add(started);
        return started;
    }

    private String token(String scopes) throws Exception {
        return Client.json(ask("as_account-us.acme " + scopes))
                .get("access_token")
                .stringValue();
    }

    private HttpResponse<String> ask(String scope) throws Exception {
        return post(pagerduty.identity(), form(pagerduty.clientId(), pagerduty.clientSecret(), scope));
    }

    private static String form(String id, String secret, String scope) {
        return "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                .formatted(id, secret, scope.replace(" ", "+"));
    }

    private HttpResponse<String> post(URI host, String form) throws Exception {
        return client.send(HttpRequest.newBuilder(host.resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", Client.ACCEPT)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(
                client.request(path).header("Authorization", "Bearer " + token).header("Accept", Client.ACCEPT));
    }

    private static int remaining(HttpResponse<String> answer) {
        return Integer.parseInt(
                answer.headers().firstValue("ratelimit-remaining").orElseThrow());
    }
}
