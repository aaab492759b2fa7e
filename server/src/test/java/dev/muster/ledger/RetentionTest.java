package dev.muster.ledger;

import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// For how long a tenant keeps its past, as people and scripts say it, and what they are told who ask for more.
@MusterTest
@Tag("oldest-database")
class RetentionTest {
    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private ScriptedIntegration scripted;
    private TenantId tenant;

    @BeforeEach
    void two_revisions() {
        scripted = ScriptedIntegration.synced(server, 1, 0);
        tenant = scripted.tenant().tenant().id();
        scripted.sync();
    }

    @Test
    void administrators_say_for_how_long() {
        TestTenant acme = scripted.tenant();
        assertThat(acme.api().get("/retention").json().toString()).isEqualTo("{\"months\":24}");
        assertThat(acme.api()
                        .put("/retention", json(Map.of("months", 36)))
                        .json()
                        .toString())
                .isEqualTo("{\"months\":36}");
        for (String wrong : List.of("{\"months\":0}", "{\"months\":601}", "{}")) {
            Answer refused = acme.api().put("/retention", wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.json().toString()).contains("Give a whole number of months from 1 to 600.");
        }
        published(30, 1);
        published(18, 2);
        folding().fold(tenant);
        assertThat(call("/accounts?asOf=1").status()).isEqualTo(200);

        var ana = new Visitor(port);
        ana.signIn(acme.administrator().email(), TestTenant.PASSWORD);
        String page = "/t/%s/settings/retention".formatted(acme.tenant().slug());
        assertThat(ana.get(page).body()).contains("Kept for 36 months", "value=\"36\"");
        assertThat(ana.post(page, Map.of("months", "many")).statusCode()).isEqualTo(422);
        assertThat(ana.post(page, Map.of("months", "12")).statusCode()).isEqualTo(302);
        assertThat(ana.get(page).body()).contains("The past is kept for 12 months.");
        User priya = acme.join("Priya Raman", Role.RISK_MANAGER);
        var visitor = new Visitor(port);
        visitor.signIn(priya.email(), TestTenant.PASSWORD);
        assertThat(visitor.get(page).body()).contains("Administrators decide about this.");
        assertThat(visitor.post(page, Map.of("months", "1")).statusCode()).isEqualTo(403);
        assertThat(server.getBean(AuditTrail.class).page(tenant, new AuditFilter("", "retention.changed"), null, 10))
                .extracting(entry ->
                        entry.details().get("before") + " " + entry.details().get("after"))
                .containsExactly("36 12", "24 36");

        folding().fold(tenant);

        assertThat(call("/accounts?asOf=1").json().toString()).contains("Muster keeps 12 months of ");
    }

    private Folding folding() {
        return server.getBean(Folding.class);
    }

    /// Moves the publication of some revisions into the past.
    private void published(int monthsAgo, int... revisions) {
        for (int revision : revisions) {
            scripted.database()
                    .sql("""
                            update revision
                               set published_at = now() - make_interval(months => :months) + make_interval(secs => number)
                             where integration_id = :id and number = :number
                            """)
                    .param("months", monthsAgo)
                    .param("id", scripted.id())
                    .param("number", revision)
                    .update();
        }
    }

    private Answer call(String path) {
        return scripted.api().get(scripted.path() + path);
    }
}
