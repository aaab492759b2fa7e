package dev.muster.sso;

import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.database.MusterTest;
import dev.muster.token.ApiTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Single sign-on as scripts set it up.
@MusterTest
class SignOnApiTest extends SignOnScene {
    private static final String AT = "/single-sign-on";

    private ApiClient api;

    @BeforeEach
    void with_a_token(@Autowired ApiTokens tokens) {
        api = ApiClient.of(
                URI.create("http://127.0.0.1:%d/api/v1/tenants/%s"
                        .formatted(port, acme.tenant().slug())),
                tokens.make(acme, "test", null).text());
    }

    @Test
    void it_is_read_changed_tested_and_removed_and_its_secret_is_never_told() {
        Map<String, Object> wanted = new TreeMap<>(Map.of(
                "issuer",
                provider.issuer("other"),
                "clientId",
                TestProvider.CLIENT,
                "letsJoin",
                true,
                "groups",
                List.of(Map.of("group", "cn=auditors,dc=acme", "role", "auditor"))));
        ApiClient.Answer keeping = api.put(AT, json(wanted));
        assertThat(keeping.status()).as("another issuer needs its own secret").isEqualTo(422);
        assertThat(keeping.json().at("/errors/secret").asString()).isEqualTo("Client secret is missing.");
        wanted.put("secret", TestProvider.SECRET);

        JsonNode saved = api.put(AT, json(wanted)).json();

        assertThat(saved).isEqualTo(api.get(AT).json());
        assertThat(saved.toString()).doesNotContain(TestProvider.SECRET);
        assertThat(saved.path("groupsClaim").asString()).isEqualTo("groups");
        assertThat(saved.at("/groups/0/role").asString()).isEqualTo("auditor");
        assertThat(saved.path("signedOut").asString())
                .endsWith("/sign-in/single-sign-on/" + acme.tenant().slug() + "/signed-out");
        assertThat(settings.secret(acme.id()))
                .hasValueSatisfying(secret -> assertThat(secret.expose()).isEqualTo(TestProvider.SECRET));
        assertThat(api.post(AT + "/test", null).json().path("keys").asInt()).isEqualTo(1);

        wanted.put("groups", List.of(Map.of("group", "all", "role", "king")));
        assertThat(api.put(AT, json(wanted)).json().at("/errors/groups").asString())
                .isEqualTo("Choose one of the roles.");

        assertThat(api.delete(AT).status()).isEqualTo(204);
        assertThat(api.get(AT).status()).isEqualTo(404);
        assertThat(actions(acme)).contains("tenant.single_sign_on_saved", "tenant.single_sign_on_removed");
    }

    @Test
    void domains_are_claimed_checked_and_given_up() {
        JsonNode claimed = api.post(AT + "/domains", "{\"domain\": \"@No.Such.Domain.Invalid\"}")
                .json();

        assertThat(claimed.path("domain").asString()).isEqualTo("no.such.domain.invalid");
        assertThat(claimed.path("record").asString()).startsWith("muster-domain=");
        assertThat(claimed.path("provedAt").isNull()).isTrue();
        assertThat(api.get(AT + "/domains").json().path("items").findValuesAsString("domain"))
                .contains(domain(email), "no.such.domain.invalid");
        assertThat(api.post(AT + "/domains/" + domain(email) + "/check", null)
                        .json()
                        .path("provedAt")
                        .isNull())
                .as("was proved before")
                .isFalse();

        assertThat(api.delete(AT + "/domains/no.such.domain.invalid").status()).isEqualTo(204);
        assertThat(api.post(AT + "/domains/no.such.domain.invalid/check", null).status())
                .isEqualTo(404);
    }
}
