package dev.muster.firststart;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// One server that nobody can sign in to, and what happens to it, in order.
@MusterTest
@TestPropertySource(properties = "spring.application.name=first-start")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {
    private static final Map<String, String> RIGHT = Map.of(
            "tenantName",
            "Acme",
            "slug",
            "acme",
            "name",
            "Ana Lima",
            "email",
            "ana@acme.example",
            "password",
            "correct horse 1");

    @LocalServerPort
    private int port;

    @Autowired
    private FirstStart firstStart;

    @Autowired
    private Users users;

    @Autowired
    private Tenants tenants;

    @Test
    @Order(1)
    void a_guessed_link_leads_nowhere() {
        assertThat(new Visitor(port).get("/first-start?code=guessed").statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void all_faults_are_told_at_once_and_nothing_is_made() {
        var visitor = new Visitor(port);
        String link = firstStart.link().orElseThrow();
        visitor.get(link);

        HttpResponse<String> answer = visitor.post(
                "/first-start",
                Map.of("code", code(link), "tenantName", "x".repeat(10_000), "slug", "No Slug", "password", "short"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Name of the tenant is longer than 100 characters.")
                .contains("The short name needs 1 to 40 lower-case letters")
                .contains("Name is missing.")
                .contains("E-mail is missing.")
                .contains("The password needs at least 12 characters");
        assertThat(users.any()).isFalse();
    }

    @Test
    @Order(3)
    void the_link_makes_the_first_tenant_and_signs_its_administrator_in() {
        var visitor = new Visitor(port);
        String link = firstStart.link().orElseThrow();
        visitor.get(link);

        HttpResponse<String> answer = visitor.post("/first-start", with(link));

        assertThat(redirect(answer)).isEqualTo("/");
        assertThat(redirect(visitor.get("/"))).isEqualTo("/t/acme/home");
        assertThat(redirect(new Visitor(port).signIn("ana@acme.example", "correct horse 1")))
                .isEqualTo("/");
        assertThat(tenants.bySlug("acme")).isPresent();
    }

    @Test
    @Order(4)
    void afterwards_there_is_no_link_any_more() {
        assertThat(firstStart.link()).isEmpty();
    }

    private static Map<String, String> with(String link) {
        var fields = new HashMap<>(RIGHT);
        fields.put("code", code(link));
        return fields;
    }

    private static String code(String link) {
        return link.substring(link.indexOf('=') + 1);
    }
}
