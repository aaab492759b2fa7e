package dev.muster.settings;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.download.FileFormat;
import dev.muster.factor.AuthenticatorApp;
import dev.muster.factor.Draft;
import dev.muster.factor.SecondFactors;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import dev.muster.token.ApiTokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Second factors, tenants that require one, and the question who somebody is, over the pages.
@MusterTest
class SecondFactorPagesTest {
    private static final String PASSWORD = KnownPassword.TEXT;
    private static final String CANARY = "canary5tok3nZwaits";
    private static final Pattern KEY = Pattern.compile("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
    private static final Pattern LISTED = Pattern.compile("<li>([a-z2-7]{4}-){5}[a-z2-7]{4}</li>");
    private static final Pattern KEPT = Pattern.compile("name=\"kept-form\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private Integrations integrations;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private Visitor ana;

    @BeforeEach
    void an_administrator() {
        acme = people.tenant("acme");
        ana = visitor(acme.user());
        ana.get(at("/security"));
    }

    @Test
    void an_app_is_set_up_with_the_password_and_a_code_and_turned_off_with_both() {
        HttpResponse<String> wrong = ana.post("/second-factor/begin", Map.of("password", "not it at all"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This is not your password").doesNotContain("QR code");

        String shown = ana.post("/second-factor/begin", Map.of("password", PASSWORD, "to", at("/security")))
                .body();
        var app = new AuthenticatorApp(find(KEY, shown));
        assertThat(shown).contains("QR code", "<path d=\"M");
        assertThat(ana.get(at("/security")).body()).contains("Your password alone lets you in");
        ana.get("/second-factor");
        assertThat(ana.post("/second-factor/on", Map.of("code", "x")).body()).contains("not the code the app shows");
        String codes = ana.post("/second-factor/on", Map.of("code", app.code(), "to", at("/security")))
                .body();
        assertThat(LISTED.matcher(codes).results()).hasSize(10);
        assertThat(ana.get(at("/security")).body()).contains("Authenticator app", "10 of 10 left");

        ana.get("/second-factor/off");
        assertThat(off("wrong password", app.next()).body()).contains("not both right");
        assertThat(off(PASSWORD, "123 456").body()).contains("not both right");
        assertThat(redirect(off(PASSWORD, app.next()))).isEqualTo("/");
        assertThat(factors.isOn(acme.user())).isFalse();
    }

    @Test
    void making_it_ends_every_other_session() {
        Visitor elsewhere = visitor(acme.user());
        assertThat(elsewhere.get(at("/security")).statusCode()).isEqualTo(200);

        String shown =
                ana.post("/second-factor/begin", Map.of("password", PASSWORD)).body();
        ana.post("/second-factor/on", Map.of("code", new AuthenticatorApp(find(KEY, shown)).code()));

        assertThat(elsewhere.get(at("/security")).statusCode()).isEqualTo(302);
        assertThat(ana.get(at("/security")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_tenant_that_requires_one_lets_nobody_in_without_and_touches_no_other(
            @Autowired RequestMappingHandlerMapping routes) {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.RISK_MANAGER);
        TenantAccess globex = people.tenant("globex");
        members.add(globex.id(), globex.actor(), user(ben.user()), Role.RISK_MANAGER);
        Visitor bens = visitor(ben.user());
        String token = tokens.make(ben, "ci", null).text();

        ana.get(at("/settings/signing-in"));
        HttpResponse<String> first = ana.post(at("/settings/signing-in"), Map.of("required", "true"));
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body()).contains("Set up your own under Security first");
        turnOn(acme.user());
        ana = visitor(acme.user());
        ana.get(at("/settings/signing-in"));
        assertThat(redirect(ana.post(at("/settings/signing-in"), Map.of("required", "true"))))
                .isEqualTo(at("/settings/signing-in"));

        leadsToSettingItUp(bens, routes);
        HttpResponse<String> fragment = bens.get(at("/settings/members"), "HX-Request", "true");
        assertThat(fragment.statusCode()).isEqualTo(403);
        assertThat(fragment.headers().firstValue("HX-Redirect")).contains("/second-factor?to=");
        assertThat(redirect(bens.get(at("/settings/members"))))
                .isEqualTo("/second-factor?to=" + at("/settings/members").replace("/", "%2F"));
        HttpResponse<String> call = api(token);
        assertThat(call.statusCode()).isEqualTo(403);
        assertThat(call.body()).contains("only with a second factor", "Ben Ode");
        assertThat(bens.get("/t/" + globex.tenant().slug() + "/settings/members")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ana.get(at("/settings/members")).body()).contains(">On<", ">None<");

        turnOn(ben.user());
        assertThat(api(token).statusCode()).isEqualTo(200);
    }

    @Test
    void a_factor_is_taken_away_and_sessions_are_ended_only_where_that_is_the_tenants_to_do() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        turnOn(ben.user());
        Visitor bens = visitor(people.member(acme, "Cleo Marsh", Role.REVIEWER).user());
        TenantAccess globex = people.tenant("globex");
        members.add(globex.id(), globex.actor(), user(ben.user()), Role.REVIEWER);
        String member = at("/settings/members/") + ben.user().value();

        ana.get(at("/settings/members"));
        HttpResponse<String> elsewhere = ana.post(member + "/factor/remove", Map.of());
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(elsewhere.body()).contains("protects more than acme");
        assertThat(factors.isOn(ben.user())).isTrue();

        members.remove(globex.id(), globex.actor(), ben.user());
        ana.get(at("/settings/members"));
        assertThat(redirect(ana.post(member + "/factor/remove", Map.of()))).isEqualTo(at("/settings/members"));
        assertThat(factors.isOn(ben.user())).isFalse();

        UserId cleo = members.of(acme.id()).stream()
                .filter(one -> one.name().equals("Cleo Marsh"))
                .findFirst()
                .orElseThrow()
                .user();
        assertThat(bens.get(at("/security")).statusCode()).isEqualTo(200);
        ana.post(at("/settings/members/") + cleo.value() + "/sessions/end", Map.of());
        assertThat(bens.get(at("/security")).statusCode()).isEqualTo(302);
        assertThat(audit.page(acme.id(), AuditFilter.ALL, null, 50))
                .extracting(AuditEntry::action)
                .contains("member.factor_taken_away", "member.sessions_ended");
    }

    @Test
    void ten_minutes_after_the_last_proof_it_is_asked_for_and_what_was_typed_is_kept() {
        Map<String, String> typed =
                Map.of("email", "new.person@acme.example", "name", "Nora Person", "role", "REVIEWER");
        String inviting = at("/settings/members");
        ana.get(inviting);
        forgetProofs();

        HttpResponse<String> asked = ana.post(inviting, typed);
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body())
                .contains("Your password", "Confirm that it is you")
                .doesNotContain("Nora Person");
        String kept = group(KEPT, asked.body());
        HttpResponse<String> wrong = confirm(inviting, kept, "not it at all");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("This is not right.");
        String before = ana.session();
        HttpResponse<String> done = confirm(inviting, group(KEPT, wrong.body()), PASSWORD);
        assertThat(done.body()).contains("Invitation for Nora Person");
        assertThat(ana.session()).as("who proved something again").isNotEqualTo(before);
        assertThat(new Visitor(port)
                        .get(inviting, "Cookie", "muster-session=" + before)
                        .statusCode())
                .isEqualTo(302);

        assertThat(ana.post(inviting, Map.of("email", "", "name", "", "role", ""))
                        .statusCode())
                .as("within ten minutes nothing is asked again")
                .isEqualTo(422);
    }

    @Test
    void ending_other_sessions_is_asked_for_too_and_leaves_the_one_that_asks() {
        Visitor elsewhere = visitor(acme.user());
        String end = at("/security/sessions/end");
        ana.get(at("/security"));
        forgetProofs();

        HttpResponse<String> asked = ana.post(end, Map.of());
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(elsewhere.get(at("/security")).statusCode()).isEqualTo(200);
        assertThat(redirect(confirm(end, group(KEPT, asked.body()), PASSWORD))).isEqualTo(at("/security"));

        assertThat(elsewhere.get(at("/security")).statusCode()).isEqualTo(302);
        assertThat(ana.get(at("/security")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_credential_that_was_typed_waits_sealed() {
        IntegrationId id = integrations.add(
                acme, "pagerduty", new IntegrationDraft("Pagerduty", "", acme.user(), List.of(), HoldLimit.USUAL));
        String configure = at("/integrations/") + id.value() + "/configure";
        ana.get(configure);
        forgetProofs();

        HttpResponse<String> asked =
                ana.post(configure, Map.of("access_token", CANARY, "region", "nowhere", "version", "1"));
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).doesNotContain(CANARY);
        HttpResponse<String> done = confirm(configure, group(KEPT, asked.body()), PASSWORD);

        assertThat(done.statusCode()).isEqualTo(422);
        assertThat(done.body()).contains("Configure and Integrate").doesNotContain(CANARY);
        assertThat(JdbcClient.create(database.owner())
                        .sql("select string_agg(s::text, ' ') from web_session s")
                        .query(String.class)
                        .single())
                .doesNotContain(CANARY);
    }

    @Test
    void a_form_that_waits_is_good_for_its_sender_and_its_address_alone() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.ADMINISTRATOR);
        String role = at("/settings/members/") + ben.user().value() + "/role";
        ana.get(at("/settings/members"));
        forgetProofs();
        String kept = group(KEPT, ana.post(role, Map.of("role", "AUDITOR")).body());

        String remove = role.replace("/role", "/remove");
        assertThat(confirm(remove, kept, PASSWORD).statusCode()).isEqualTo(400);
        Visitor bens = visitor(ben.user());
        bens.get(at("/settings/members"));
        assertThat(bens.post(role, Map.of("kept-form", kept, "proof", PASSWORD)).statusCode())
                .isEqualTo(400);
        assertThat(ana.get(at("/settings/members")).statusCode()).isEqualTo(200);

        assertThat(redirect(confirm(role, kept, PASSWORD))).isEqualTo(at("/settings/members"));
        assertThat(members.find(acme.id(), ben.user()))
                .map(member -> member.role())
                .contains(Role.AUDITOR);
    }

    @Test
    void who_has_a_second_factor_is_asked_for_that() {
        AuthenticatorApp app = turnOn(acme.user());
        ana = visitor(acme.user());
        String tokensPage = at("/settings/tokens");
        ana.get(tokensPage);
        forgetProofs();

        HttpResponse<String> asked = ana.post(tokensPage, Map.of("name", "ci", "days", "30", "scopes", "READ"));
        assertThat(asked.body()).contains("Code from your authenticator app");
        String kept = group(KEPT, asked.body());
        assertThat(confirm(tokensPage, kept, PASSWORD).statusCode()).isEqualTo(401);
        forgetSteps();
        assertThat(confirm(tokensPage, kept, app.code()).body()).contains("mst_");
    }

    /// Whatever of the tenant is asked for.
    private void leadsToSettingItUp(Visitor visitor, RequestMappingHandlerMapping routes) {
        List<String> pages = routes.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/t/{tenant}"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(20);
        for (String pattern : pages) {
            String path = pattern.replace("{tenant}", acme.tenant().slug())
                    .replace(FileFormat.ENDING, ".csv")
                    .replaceAll("\\{[^}]+}", new UUID(0, 1).toString())
                    .replace("**", "x");
            assertThat(redirect(visitor.get(path))).as(path).startsWith("/second-factor?to=");
        }
    }

    private HttpResponse<String> confirm(String path, String kept, String proof) {
        return ana.post(path, Map.of("kept-form", kept, "proof", proof));
    }

    private HttpResponse<String> off(String password, String code) {
        return ana.post("/second-factor/off", Map.of("password", password, "code", code));
    }

    private HttpResponse<String> api(String token) {
        return new Visitor(port)
                .get(
                        "/api/v1/tenants/%s/integrations"
                                .formatted(acme.tenant().slug()),
                        "Authorization",
                        "Bearer " + token);
    }

    private AuthenticatorApp turnOn(UserId id) {
        User user = user(id);
        Draft draft = factors.draft(user);
        var app = new AuthenticatorApp(draft.key());
        factors.turnOn(user, draft.sealed(), app.code(), "");
        return app;
    }

    /// Signed in, with a recovery code where one is needed.
    private Visitor visitor(UserId id) {
        KnownPassword.give(JdbcClient.create(database.owner()), id);
        var visitor = new Visitor(port);
        visitor.signIn(user(id).email(), PASSWORD);
        if (factors.isOn(id)) {
            String code = factors.makeCodes(user(id)).getFirst();
            visitor.get("/sign-in/second-factor");
            visitor.post("/sign-in/second-factor", Map.of("code", code));
        }
        return visitor;
    }

    private void forgetProofs() {
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(acme.user().value())
                .update();
    }

    private void forgetSteps() {
        JdbcClient.create(database.owner())
                .sql("update second_factor set last_step = 0 where user_id = ?")
                .param(acme.user().value())
                .update();
    }

    private User user(UserId id) {
        return users.find(id).orElseThrow();
    }

    private String at(String below) {
        return "/t/" + acme.tenant().slug() + below;
    }

    private static String find(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group();
    }

    private static String group(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
