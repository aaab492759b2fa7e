package dev.muster.signin;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@MusterTest
class SignInTest {
    private static final String PASSWORD = "canary correct horse";

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private User ana;
    private Visitor visitor;

    @BeforeEach
    void an_administrator_with_a_password() {
        acme = people.tenant("acme");
        ana = users.find(acme.user()).orElseThrow();
        passwords.set(ana.id(), PASSWORD);
        visitor = new Visitor(port);
    }

    @Test
    void the_right_password_leads_to_the_only_tenant() {
        HttpResponse<String> answer = visitor.signIn(ana.email(), PASSWORD);

        assertThat(redirect(answer)).isEqualTo("/");
        assertThat(redirect(visitor.get("/"))).isEqualTo("/t/" + acme.tenant().slug() + "/home");
    }

    @Test
    void a_member_of_several_tenants_chooses_one() {
        TenantAccess globex = people.tenant("globex");
        members.add(globex.id(), globex.actor(), ana, Role.AUDITOR);
        visitor.signIn(ana.email(), PASSWORD);

        assertThat(redirect(visitor.get("/"))).isEqualTo("/choose-tenant");
        assertThat(visitor.get("/choose-tenant").body())
                .contains("/t/" + acme.tenant().slug() + "/home")
                .contains("/t/" + globex.tenant().slug() + "/home");
    }

    @Test
    void signing_in_begins_a_session_of_a_new_id_in_a_guarded_cookie() {
        HttpResponse<String> page = visitor.get("/sign-in");
        String before = visitor.session();

        visitor.post("/sign-in", Map.of("email", ana.email(), "password", PASSWORD));

        assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void a_wrong_password_and_an_unknown_e_mail_get_the_same_answer() {
        HttpResponse<String> wrong = visitor.signIn(ana.email(), "not the password");
        HttpResponse<String> unknown = visitor.signIn("nobody@acme.example", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
        assertThat(wrong.body()).contains("E-mail and password do not belong together");
        assertThat(unknown.body()).contains("E-mail and password do not belong together");
        assertThat(redirect(visitor.get("/"))).isEqualTo("/sign-in");
    }

    @Test
    void after_ten_wrong_passwords_even_the_right_one_waits_and_the_page_says_how_long() {
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(visitor.signIn(ana.email(), "wrong " + attempt).statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> answer = visitor.signIn(ana.email().toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).containsPattern("Too many wrong passwords\\. Try again in 1[45] minutes\\.");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(800L, 900L);
    }

    @Test
    void a_page_asked_for_without_a_session_is_shown_after_signing_in() {
        String page = "/t/" + acme.tenant().slug() + "/settings/audit?q=a%20b";

        String signIn = redirect(visitor.get(page));
        assertThat(signIn).startsWith("/sign-in?to=%2Ft%2F");

        visitor.get(signIn);
        assertThat(redirect(visitor.post("/sign-in", Map.of("email", ana.email(), "password", PASSWORD, "to", page))))
                .isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "/\\evil.example", "https://evil.example/", "/\t/evil.example", "evil"})
    void an_address_on_another_server_is_not_followed(String to) {
        visitor.get("/sign-in");

        assertThat(visitor.post("/sign-in", Map.of("email", ana.email(), "password", PASSWORD, "to", to))
                        .headers()
                        .firstValue("Location"))
                .contains("/");
    }

    @Test
    void an_expired_session_leads_to_sign_in_which_says_why() {
        visitor.signIn(ana.email(), PASSWORD);
        JdbcClient.create(database.owner())
                .sql("update web_session set last_used_at = last_used_at - interval '31 minutes'")
                .update();

        String to = redirect(visitor.get("/t/" + acme.tenant().slug()));

        assertThat(to).startsWith("/sign-in?to=").endsWith("&expired=true");
        assertThat(visitor.get(to).body()).contains("You were signed out after a while without activity");
    }

    @Test
    void a_form_sent_after_the_session_ended_comes_back_to_its_page() {
        HttpResponse<String> answer = visitor.post(
                "/t/" + acme.tenant().slug() + "/settings/tokens",
                Map.of("name", "ci"),
                "Referer",
                "http://127.0.0.1/t/acme/settings/tokens?x=1");

        assertThat(redirect(answer)).isEqualTo("/sign-in?to=%2Ft%2Facme%2Fsettings%2Ftokens%3Fx%3D1");
    }

    @Test
    void a_part_of_a_page_tells_htmx_to_leave_the_page() {
        HttpResponse<String> answer = visitor.get(
                "/t/acme/integrations/rows",
                "HX-Request",
                "true",
                "HX-Current-URL",
                "http://127.0.0.1/t/acme/integrations");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in?to=%2Ft%2Facme%2Fintegrations");
    }

    @Test
    void a_form_without_the_pages_token_changes_nothing() {
        visitor.signIn(ana.email(), PASSWORD);

        HttpResponse<String> answer =
                visitor.post("/t/" + acme.tenant().slug() + "/settings/tokens", Map.of("name", "ci"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void signing_out_ends_the_session() {
        visitor.signIn(ana.email(), PASSWORD);
        visitor.get("/choose-tenant");

        HttpResponse<String> out = visitor.post("/sign-out", Map.of());

        assertThat(redirect(out)).isEqualTo("/sign-in?left=true");
        assertThat(out.headers().firstValue("Clear-Site-Data")).contains("\"cache\"");
        assertThat(redirect(visitor.get("/"))).startsWith("/sign-in");
    }

    @Test
    void the_log_says_who_signs_in_who_does_not_and_what_is_refused() {
        TenantAccess globex = people.tenant("globex");
        var log = (Logger) LoggerFactory.getLogger("security");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            visitor.signIn(ana.email(), "canary wrong");
            visitor.signIn("canary@acme.example", "canary wrong");
            visitor.signIn(ana.email(), PASSWORD);
            visitor.get("/t/" + globex.tenant().slug() + "/home");
            visitor.post("/sign-out", Map.of("_csrf", "canary forged"));
            visitor.get("/choose-tenant");
            visitor.post("/sign-out", Map.of());
            visitor.get("/api/v1/tenants/acme/members", "Authorization", "Bearer mst_canary");
        } finally {
            log.detachAppender(lines);
        }

        String whose = ana.id().value().toString();
        assertThat(lines.list)
                .extracting(
                        line -> line.getKeyValuePairs().getFirst().value,
                        line -> line.getMDCPropertyMap().getOrDefault("user", "nobody"))
                .containsExactly(
                        tuple("wrong-proof", whose),
                        tuple("wrong-proof", "nobody"),
                        tuple("signed-in", whose),
                        tuple("no-member", whose),
                        tuple("forged-form", whose),
                        tuple("signed-out", whose),
                        tuple("invalid-token", "nobody"));
        assertThat(lines.list)
                .allMatch(line -> line.getFormattedMessage().contains("from 127.0.0.1 by"))
                .allMatch(line -> line.getMDCPropertyMap().containsKey("request"))
                .noneMatch(line -> (line.getFormattedMessage() + line.getKeyValuePairs()).contains("canary"));
    }

    @Test
    void a_member_who_is_removed_is_shut_out_at_the_next_request() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        passwords.set(ben.user(), PASSWORD);
        visitor.signIn(users.find(ben.user()).orElseThrow().email(), PASSWORD);
        String page = "/t/" + acme.tenant().slug();
        assertThat(visitor.get(page).statusCode()).isEqualTo(302);

        members.remove(acme.id(), acme.actor(), ben.user());

        assertThat(visitor.get(page).statusCode()).isEqualTo(404);
        assertThat(visitor.get("/choose-tenant").statusCode()).isEqualTo(200);
    }

    @Test
    void another_tenants_address_and_one_that_does_not_exist_answer_alike() {
        TenantAccess globex = people.tenant("globex");
        visitor.signIn(ana.email(), PASSWORD);

        assertThat(visitor.get("/t/" + globex.tenant().slug()).statusCode()).isEqualTo(404);
        assertThat(visitor.get("/t/no-such-tenant").statusCode()).isEqualTo(404);
    }

    @Test
    void every_page_carries_the_guarding_headers_and_a_new_nonce() {
        HttpResponse<String> page = visitor.get("/sign-in");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("script-src 'self' 'nonce-")
                .contains("style-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .contains("form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Referrer-Policy", List.of("same-origin"))
                .containsKey("Permissions-Policy");
        assertThat(visitor.get("/sign-in").headers().firstValue("Content-Security-Policy"))
                .isPresent()
                .get()
                .isNotEqualTo(policy);
    }

    @Test
    void no_password_is_stored_in_clear() {
        String stored = JdbcClient.create(database.owner())
                .sql("select hash from password where user_id = :user")
                .param("user", ana.id().value())
                .query(String.class)
                .single();

        assertThat(stored).startsWith("$argon2id$").doesNotContain("canary");
    }
}
