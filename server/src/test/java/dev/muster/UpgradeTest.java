package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.connector.Configuration;
import dev.muster.connector.Secret;
import dev.muster.database.ReleasedDatabase;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/// What release 0.1 stored is there and works under this version.
@Tag("database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ReleasedDatabase.class)
class UpgradeTest {
    /// Of the made-up account in the dump.
    private static final String TOKEN_OF_THEN = "mst_X_P2dxM5RvSxw_Af1SSgoOCUeRWUGQLmQgcPxf0StFCTHtoVBwC-n0DtuS517l7Y";

    private static final String CREDENTIAL_OF_THEN = "DDJsxRPEPHPxYEjGO7MV";

    @Autowired
    private Tenants tenants;

    @Autowired
    private Integrations integrations;

    @Autowired
    private Configurations configurations;

    @Autowired
    private AuditTrail audit;

    @LocalServerPort
    private int port;

    private ApiClient api;

    @BeforeEach
    void with_the_token_of_then() {
        api = new ApiClient("http://127.0.0.1:%d/api/v1/tenants/acme".formatted(port), TOKEN_OF_THEN);
    }

    @Test
    void both_tenants_have_their_audit_record_unbroken() {
        assertThat(audit.verify(tenant("acme").id()))
                .isInstanceOfSatisfying(
                        Chain.Unbroken.class,
                        chain -> assertThat(chain.entries()).isGreaterThanOrEqualTo(10));
        assertThat(audit.verify(tenant("globex").id())).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void the_sealed_credential_opens() {
        Tenant acme = tenant("acme");
        Integration pagerduty = integrations.of(acme.id()).getFirst().integration();

        Configuration opened = configurations.open(acme.id(), pagerduty);

        assertThat(opened.secret("access_token")).isEqualTo(Secret.of(CREDENTIAL_OF_THEN));
    }

    @Test
    void every_run_and_the_data_are_there_and_the_held_run_can_be_released() {
        JsonNode known = api.get("/integrations").json().get("items").get(0);
        String path = "/integrations/" + known.get("id").asString();
        assertThat(known.get("status").asString()).isEqualTo("On hold");
        assertThat(known.get("revision").asInt()).isEqualTo(2);
        assertThat(known.get("message").asString()).contains("would disappear").doesNotContain("{");
        assertThat(api.get(path + "/runs").json().get("items").findValuesAsString("outcome"))
                .containsExactly("held", "failed", "complete", "complete");
        assertThat(api.get(path + "/runs").json().get("items").findValuesAsString("reason"))
                .satisfiesExactly(
                        held -> assertThat(held).contains("would disappear"),
                        failed -> assertThat(failed).matches("[A-Z][^{]*"),
                        complete -> assertThat(complete).isEmpty(),
                        complete -> assertThat(complete).isEmpty());
        assertThat(api.get(path + "/accounts").json().get("items")).hasSize(24);
        assertThat(known.at("/counts/accounts").asInt()).isEqualTo(24);
        // Counted by the migration: release 0.1 did not.
        assertThat(known.at("/counts/resources").asInt())
                .isEqualTo(api.get(path + "/resources").json().get("items").size());

        ApiClient.Answer released = api.post(path + "/runs/4/release", null);

        assertThat(released.status()).as(released.json().toString()).isBetween(200, 202);
        JsonNode now = api.get(path).json();
        assertThat(now.get("revision").asInt()).isEqualTo(3);
        assertThat(api.get(path + "/accounts").json().get("items")).hasSize(8);
    }

    private Tenant tenant(String slug) {
        return tenants.bySlug(slug).orElseThrow();
    }
}
