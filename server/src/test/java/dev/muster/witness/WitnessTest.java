package dev.muster.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.audit.Outcome;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.User;
import dev.muster.token.ApiTokens;
import dev.muster.token.WantedToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// What people and scripts do at the doors, as the record of their tenant tells it.
@MusterTest
class WitnessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Autowired
    private ApplicationContext server;

    @Autowired
    private AuditTrail audit;

    @LocalServerPort
    private int port;

    private TestTenant acme;
    private User ana;

    @BeforeEach
    void a_tenant() {
        acme = TestTenant.on(server);
        ana = acme.administrator();
    }

    @Test
    void signing_in_and_out_is_recorded_with_where_it_came_from() {
        var visitor = new Visitor(port);
        visitor.signIn(ana.email(), TestTenant.PASSWORD);
        visitor.get("/t/%s/home".formatted(acme.tenant().slug()));
        visitor.post("/sign-out", Map.of());

        List<AuditEntry> entries = entries(acme.tenant().id(), "session.");

        assertThat(entries).extracting(AuditEntry::action).containsExactly("session.ended", "session.began");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo(ana.email());
            assertThat(entry.actor().name()).isEqualTo("Ana Lima");
            assertThat(entry.origin().address()).isEqualTo("127.0.0.1");
            assertThat(entry.origin().browser()).isEqualTo("Another program");
            assertThat(entry.origin().request()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        });
        assertThat(audit.verify(acme.tenant().id())).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void wrong_passwords_are_recorded_once_a_minute_in_each_tenant_of_whom_they_are_guessed_at() {
        TestTenant globex = TestTenant.on(server);
        for (int i = 0; i < 4; i++) {
            new Visitor(port).signIn(ana.email(), "wrong");
        }

        AuditEntry failed = awaited("session.failed");

        assertThat(outcome(failed)).isEqualTo(Outcome.FAILED);
        assertThat(failed.subject()).isEqualTo(ana.email());
        assertThat(failed.actor().name()).isEqualTo("somebody at the sign-in page");
        assertThat(entries(acme.tenant().id(), "session.failed")).hasSize(1);
        assertThat(entries(globex.tenant().id(), "session.")).isEmpty();
    }

    @Test
    void what_a_role_may_not_is_recorded_as_refused() {
        User rui = acme.join("Rui Costa", Role.REVIEWER);
        server.getBean(Passwords.class).set(rui.id(), TestTenant.PASSWORD);
        var visitor = new Visitor(port);
        visitor.signIn(rui.email(), TestTenant.PASSWORD);
        String page = "/t/%s/settings/audit".formatted(acme.tenant().slug());

        assertThat(visitor.get(page).statusCode()).isEqualTo(403);

        AuditEntry refused = awaited("request.refused");
        assertThat(outcome(refused)).isEqualTo(Outcome.REFUSED);
        assertThat(refused.subject()).isEqualTo("GET " + page);
        assertThat(refused.actor().name()).isEqualTo("Rui Costa");
        assertThat(refused.details().get("reason")).startsWith("The audit record is read by");
    }

    @Test
    void what_a_tokens_scope_leaves_out_is_recorded_as_refused() {
        var wanted = new WantedToken("reader", Duration.ofDays(30), Set.of(Scope.READ), false);
        String token =
                server.getBean(ApiTokens.class).make(acme.access(), wanted).text();
        String path = "/api/v1/tenants/%s".formatted(acme.tenant().slug());
        var api = ApiClient.of(URI.create("http://127.0.0.1:" + port + path), token);

        Answer answer = api.put("/retention", "{\"months\":36}");

        assertThat(answer.status()).isEqualTo(403);
        AuditEntry refused = awaited("request.refused");
        assertThat(outcome(refused)).isEqualTo(Outcome.REFUSED);
        assertThat(refused.subject()).isEqualTo("PUT " + path + "/retention");
        assertThat(refused.actor().kind()).isEqualTo(Actor.Kind.API_TOKEN);
        assertThat(refused.actor().name()).contains("reader");
    }

    @Test
    void whoever_asks_for_a_tenant_of_others_is_recorded_there_without_their_name() {
        TestTenant globex = TestTenant.on(server);
        var visitor = new Visitor(port);
        visitor.signIn(globex.administrator().email(), TestTenant.PASSWORD);

        assertThat(visitor.get("/t/%s/home".formatted(acme.tenant().slug())).statusCode())
                .isEqualTo(404);

        AuditEntry refused = awaited("request.refused");
        assertThat(refused.actor().name()).isEqualTo("somebody who is no member");
        assertThat(refused.toString()).doesNotContain(globex.administrator().email());
    }

    @Test
    void a_file_that_is_taken_is_recorded_with_its_rows() {
        var visitor = new Visitor(port);
        visitor.signIn(ana.email(), TestTenant.PASSWORD);
        String file = visitor.get("/t/%s/settings/audit.csv?who=Ana"
                        .formatted(acme.tenant().slug()))
                .body();

        AuditEntry read = awaited("file.read");
        assertThat(read.subject()).isEqualTo(acme.tenant().slug() + "-audit-record.csv");
        assertThat(read.actor().name()).isEqualTo("Ana Lima");
        assertThat(read.details())
                .containsEntry("asked", "who=Ana")
                .containsEntry("rows", String.valueOf(file.lines().count() - 1));
    }

    @Test
    void a_token_is_recorded_once_for_each_address_it_is_used_from() {
        Answer first = acme.api().get("/integrations");
        assertThat(first.status()).isEqualTo(200);

        List<AuditEntry> used = entries(acme.tenant().id(), "token.used_from");

        assertThat(used).hasSize(1);
        assertThat(used.getFirst().subject()).isEqualTo("127.0.0.1");
        assertThat(used.getFirst().details()).containsEntry("token", "test");
    }

    private AuditEntry awaited(String action) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<AuditEntry> found = entries(acme.tenant().id(), action);
        while (found.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            found = entries(acme.tenant().id(), action);
        }
        assertThat(found).isNotEmpty();
        return found.getFirst();
    }

    private List<AuditEntry> entries(TenantId tenant, String action) {
        return audit.page(tenant, new AuditFilter("", action), null, 100);
    }

    private static Outcome outcome(AuditEntry entry) {
        return Objects.requireNonNull(entry.circumstances()).outcome();
    }
}
