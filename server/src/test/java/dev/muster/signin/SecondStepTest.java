package dev.muster.signin;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.UserOffice;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.download.FileFormat;
import dev.muster.factor.AuthenticatorApp;
import dev.muster.factor.Draft;
import dev.muster.factor.SecondFactors;
import dev.muster.secret.SigningKey;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Members;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Whoever has the password alone has nothing.
@MusterTest
class SecondStepTest {
    private static final String PASSWORD = KnownPassword.TEXT;
    private static final String STEP = "/sign-in/second-factor";

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private PasswordChanges changes;

    @Autowired
    private SigningKey key;

    @Autowired
    private Members members;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private User ana;
    private AuthenticatorApp app;
    private List<String> codes;
    private Visitor browser;

    @BeforeEach
    void a_user_with_an_app_at_the_second_step() {
        acme = people.tenant("acme");
        ana = users.find(acme.user()).orElseThrow();
        KnownPassword.give(JdbcClient.create(database.owner()), ana.id());
        Draft draft = factors.draft(ana);
        app = new AuthenticatorApp(draft.key());
        codes = factors.turnOn(ana, draft.sealed(), app.code(), "");
        browser = new Visitor(port);
        assertThat(redirect(signIn(browser))).isEqualTo(STEP);
    }

    @Test
    void a_code_after_the_password_leads_to_where_one_wanted() {
        String page = "/t/" + acme.tenant().slug() + "/settings/members";
        browser.get("/sign-in?to=" + page);
        browser.post("/sign-in", Map.of("email", ana.email(), "password", PASSWORD, "to", page));
        String half = browser.session();

        assertThat(browser.get(STEP).body()).contains("Code from your authenticator app", "autofocus");
        assertThat(redirect(answer(browser, app.next()))).isEqualTo(page);

        assertThat(browser.get(page).statusCode()).isEqualTo(200);
        assertThat(browser.session()).isNotEqualTo(half);
        assertThat(new Visitor(port)
                        .get(page, "Cookie", "muster-session=" + half)
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void before_it_no_page_and_no_call_knows_them(@Autowired RequestMappingHandlerMapping routes) {
        browser.get(STEP);

        routes.getHandlerMethods().forEach((route, handler) -> {
            if (isForEverybody(handler)) {
                return;
            }
            for (String pattern : route.getPatternValues()) {
                String path = pattern.replace("{tenant}", acme.tenant().slug())
                        .replace(FileFormat.ENDING, ".csv")
                        .replaceAll("\\{[^}]+}", new UUID(0, 1).toString())
                        .replace("**", "x");
                boolean get = route.getMethodsCondition().getMethods().contains(RequestMethod.GET);
                HttpResponse<String> answer = get ? browser.get(path) : browser.post(path, Map.of());
                if (path.startsWith("/api/")) {
                    assertThat(answer.statusCode()).as(path).isEqualTo(401);
                } else {
                    assertThat(redirect(answer)).as(path).startsWith("/sign-in");
                }
            }
        });
        assertThat(redirect(answer(browser, app.next()))).isEqualTo("/");
    }

    @Test
    void a_code_that_was_used_is_refused_and_a_recovery_code_works_once() {
        browser.get(STEP);
        HttpResponse<String> used = answer(browser, app.code());
        assertThat(used.statusCode()).isEqualTo(401);
        assertThat(used.body()).contains("This code is not right, or it was used already.");

        assertThat(browser.get(STEP + "?recovery=true").body()).contains("Recovery code");
        assertThat(redirect(answer(browser, codes.getFirst()))).isEqualTo("/");

        var other = new Visitor(port);
        signIn(other);
        other.get(STEP);
        assertThat(answer(other, codes.getFirst()).statusCode()).isEqualTo(401);
    }

    @Test
    void after_ten_wrong_codes_even_the_right_one_waits_but_not_in_a_browser_they_know() {
        browser.get(STEP);
        answer(browser, app.next());
        var stranger = new Visitor(port);
        signIn(stranger);
        stranger.get(STEP);
        for (int wrong = 0; wrong < 10; wrong++) {
            assertThat(answer(stranger, "no code").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> late = answer(stranger, codes.getFirst());
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();

        browser.get("/t/" + acme.tenant().slug() + "/home");
        browser.post("/sign-out", Map.of());
        signIn(browser);
        browser.get(STEP);
        assertThat(redirect(answer(browser, codes.getFirst()))).isEqualTo("/");
    }

    @Test
    void a_password_that_was_changed_meanwhile_proves_nothing() {
        browser.get(STEP);
        passwords.set(ana.id(), "another horse battery");

        assertThat(redirect(answer(browser, app.next()))).isEqualTo("/sign-in?expired=true");
    }

    @Test
    void a_key_that_does_not_open_is_said_and_a_recovery_code_still_works() {
        JdbcClient.create(database.owner())
                .sql("update second_factor set sealed_key = sealed_key || '\\x00' where user_id = ?")
                .param(ana.id().value())
                .update();
        browser.get(STEP);

        HttpResponse<String> unreadable = answer(browser, app.next());
        assertThat(unreadable.statusCode()).isEqualTo(503);
        assertThat(unreadable.body()).contains("Use a recovery code");
        assertThat(redirect(answer(browser, codes.getFirst()))).isEqualTo("/");
    }

    @Test
    void an_administrators_link_sets_the_password_and_leaves_the_second_factor() {
        var link = changes.linkFor(acme, members.find(acme.id(), ana.id()).orElseThrow());

        HttpResponse<String> set = follow(Objects.requireNonNull(link.path()));

        assertThat(redirect(set)).isEqualTo(STEP);
        assertThat(factors.isOn(ana.id())).isTrue();
    }

    @Test
    void the_operators_link_leaves_the_second_factor_to_be_asked_for() throws SQLException {
        UserOffice.Link link = link(false);
        assertThat(link.factor()).isEqualTo(UserOffice.Factor.STAYS);

        assertThat(redirect(follow(link.path()))).isEqualTo(STEP);

        assertThat(factors.isOn(ana.id())).isTrue();
    }

    @Test
    void the_operators_link_takes_the_second_factor_away_when_that_was_asked_for_and_it_is_used() throws SQLException {
        UserOffice.Link link = link(true);
        assertThat(link.factor()).isEqualTo(UserOffice.Factor.GOES);
        assertThat(factors.isOn(ana.id())).isTrue();

        assertThat(redirect(follow(link.path()))).isEqualTo("/");

        assertThat(factors.isOn(ana.id())).isFalse();
        assertThat(JdbcClient.create(database.owner())
                        .sql("select count(*) from recovery_code where user_id = ?")
                        .param(ana.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private UserOffice.Link link(boolean factor) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            return UserOffice.on(connection, () -> key).reset(ana.email(), null, factor);
        }
    }

    private HttpResponse<String> follow(String path) {
        var visitor = new Visitor(port);
        visitor.get(path);
        return visitor.post(
                "/set-password",
                Map.of("code", path.substring(path.indexOf('=') + 1), "password", "quite another horse"));
    }

    private HttpResponse<String> signIn(Visitor visitor) {
        return visitor.signIn(ana.email(), PASSWORD);
    }

    private static HttpResponse<String> answer(Visitor visitor, String code) {
        return visitor.post(STEP, Map.of("code", code));
    }

    private static boolean isForEverybody(HandlerMethod handler) {
        Does does = handler.hasMethodAnnotation(Does.class)
                ? handler.getMethodAnnotation(Does.class)
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Does.class);
        return does == null || does.value() == Action.ENTER;
    }
}
