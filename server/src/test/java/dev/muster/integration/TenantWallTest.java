package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// What belongs to another tenant does not exist.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantWallTest {
    private static final String ABOUT_ONE = "/api/v1/tenants/{tenant}/integrations/{id}";

    private WatchedAccount watched;
    private ApiClient stranger;

    /// @param below what follows the address of an integration
    record Call(String method, String below, String body) {
        Answer by(ApiClient api, String integration) {
            String path = integration + below;
            return switch (method) {
                case "GET" -> api.get(path);
                case "POST" -> api.post(path, body);
                case "PUT" -> api.put(path, body);
                case "PATCH" -> api.patch(path, body);
                default -> api.delete(path);
            };
        }

        /// As the server's routes spell it.
        String route() {
            return method + " "
                    + below.replaceAll("\\?.*", "")
                            .replace("/runs/1", "/runs/{run}")
                            .replace("/accounts/P1", "/accounts/{account}")
                            .replace("/resources/account/account", "/resources/{type}/{resource}")
                            .replace("/objects/account/account/access", "/objects/**");
        }

        @Override
        public String toString() {
            return method + " …" + below;
        }
    }

    @BeforeAll
    void connect(@Autowired ApplicationContext server) {
        watched = WatchedAccount.synced(server, SimulatedAccount.of(10, 2, 4));
        stranger = TestTenant.on(server).api();
    }

    @AfterAll
    void close() {
        watched.close();
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("GET", "", ""),
                new Call("PATCH", "", "{\"description\":\"mine now\"}"),
                new Call("DELETE", "", ""),
                new Call("PUT", "/configuration", "{\"dailyAt\":\"07:00\",\"acceptRefused\":true}"),
                new Call("POST", "/test", "{}"),
                new Call("POST", "/sync", ""),
                new Call("POST", "/cancel", ""),
                new Call("POST", "/pause", ""),
                new Call("POST", "/resume", ""),
                new Call("GET", "/runs", ""),
                new Call("GET", "/runs/1", ""),
                new Call("POST", "/runs/1/release", ""),
                new Call("POST", "/runs/1/discard", ""),
                new Call("GET", "/accounts", ""),
                new Call("GET", "/accounts?q=a&role=admin", ""),
                new Call("GET", "/older-feeds", ""),
                new Call("GET", "/accounts/P1/access", ""),
                new Call("GET", "/accounts/P1/person", ""),
                new Call("PUT", "/accounts/P1/person", "{\"decision\":\"service\",\"reason\":\"mine now\"}"),
                new Call("GET", "/resources", ""),
                new Call("GET", "/links", ""),
                new Call("GET", "/revisions", ""),
                new Call("GET", "/resources/account/account/access", ""),
                new Call("GET", "/resources/account/account/holders", ""),
                new Call("GET", "/changes", ""),
                new Call("GET", "/right-changes", ""),
                new Call("GET", "/columns", ""),
                new Call("PUT", "/columns", "{\"tables\":[]}"),
                new Call("GET", "/upload", ""),
                new Call("PUT", "/upload", "{}"),
                new Call("GET", "/objects", ""),
                new Call("GET", "/objects/account/account/access", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_call_about_an_integration_of_another_tenant_finds_nothing_and_does_nothing(Call call) {
        JsonNode before = watched.now();

        Answer answer = call.by(stranger, watched.path());

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().toString()).doesNotContain("Pagerduty", "acme.example");
        assertThat(watched.now()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_token_of_another_tenant_does_not_even_learn_that_the_tenant_exists(Call call) {
        String slug = watched.tenant().tenant().slug();

        Answer known = call.by(stranger.inTenant(slug), watched.path());
        Answer unknown = call.by(stranger.inTenant("no-such-tenant"), watched.path());

        assertThat(known.status()).isEqualTo(404);
        assertThat(known.json().toString().replace(slug, "no-such-tenant"))
                .isEqualTo(unknown.json().toString());
    }

    @Test
    void no_call_about_an_integration_is_missing_above(@Autowired RequestMappingHandlerMapping routes) {
        Set<String> tried = calls().map(Call::route).collect(Collectors.toSet());

        Set<String> offered = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> route.getPatternValues().stream()
                                .filter(address -> address.startsWith(ABOUT_ONE))
                                .map(address -> method + " " + address.substring(ABOUT_ONE.length()))))
                .collect(Collectors.toSet());

        assertThat(offered).isNotEmpty();
        assertThat(tried).containsAll(offered);
    }

    @Test
    void lists_of_a_tenant_hold_nothing_of_another() {
        assertThat(stranger.get("/integrations").json().get("items")).isEmpty();
        List<String> own = watched.api()
                .get("/integrations")
                .json()
                .get("items")
                .valueStream()
                .map(integration -> integration.get("id").asString())
                .toList();
        assertThat(own).containsExactly(watched.id().toString());
    }
}
