package dev.muster;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import dev.muster.token.ApiTokens;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Attacks on who signs in and what they may, each of which once worked.
@MusterTest
class AttackTest {
    private static final String PASSWORD = "seven lanterns at dusk";
    private static final String OF_THE_ATTACKER = "nine crows on a fence";
    private static final Pattern LINK = Pattern.compile("/(?:set-password|invitation)\\?code=[A-Za-z0-9_-]+");
    private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{22,}");

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
    private Integrations integrations;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private TenantAccess globex;

    @BeforeEach
    void two_tenants() {
        acme = people.tenant("acme");
        globex = people.tenant("globex");
        // All of these come from one address, which must not be what stops them.
        JdbcClient.create(database.owner())
                .sql("delete from sign_in_attempt where starts_with(subject, 'address ')")
                .update();
    }

    @Test
    void a_link_of_one_tenant_opens_nothing_in_another_that_invited_the_same_e_mail_later() {
        String ciso = "new.ciso@" + acme.tenant().slug() + ".example";
        String ofGlobex = link(invite(visitor(globex), globex, ciso, "REVIEWER"));
        invite(visitor(acme), acme, ciso, "ADMINISTRATOR");

        var attacker = new Visitor(port);
        accept(attacker, ofGlobex, OF_THE_ATTACKER);

        assertThat(attacker.get(at(globex, "")).statusCode()).isEqualTo(302);
        assertThat(attacker.get(at(acme, "/settings/members")).statusCode()).isEqualTo(404);
        assertThat(members.of(acme.id())).extracting(Member::user).containsExactly(acme.user());
    }

    @Test
    void a_link_for_the_e_mail_of_a_sign_in_that_exists_neither_opens_nor_changes_it() {
        passwords.set(acme.user(), PASSWORD);
        String ana = email(acme.user());
        String ofGlobex = link(invite(visitor(globex), globex, ana, "REVIEWER"));

        var attacker = new Visitor(port);
        accept(attacker, ofGlobex, OF_THE_ATTACKER);

        assertThat(attacker.get(at(acme, "")).statusCode()).isEqualTo(404);
        assertThat(attacker.get(at(globex, "")).statusCode()).isEqualTo(302);
        // One e-mail, two sign-ins: the password says which.
        var owner = new Visitor(port);
        assertThat(redirect(owner.signIn(ana, PASSWORD))).isEqualTo("/");
        assertThat(redirect(owner.get("/"))).isEqualTo(at(acme, "/home"));
        var again = new Visitor(port);
        assertThat(redirect(again.signIn(ana, OF_THE_ATTACKER))).isEqualTo("/");
        assertThat(redirect(again.get("/"))).isEqualTo(at(globex, "/home"));
    }

    @Test
    void nobody_learns_from_the_members_form_who_signs_in_here_and_nobody_is_a_member_unasked() {
        TenantAccess other = people.tenant("globex");
        String known = email(acme.user());
        String unknown = "nobody@" + acme.tenant().slug() + ".example";

        HttpResponse<String> aboutKnown = invite(visitor(globex), globex, known, "AUDITOR");
        HttpResponse<String> aboutUnknown = invite(visitor(other), other, unknown, "AUDITOR");

        assertThat(aboutKnown.statusCode()).isEqualTo(aboutUnknown.statusCode());
        assertThat(alike(aboutKnown.body(), globex, known)).isEqualTo(alike(aboutUnknown.body(), other, unknown));
        assertThat(aboutKnown.body()).doesNotContain("Ana Lima &lt;");
        assertThat(members.of(globex.id())).extracting(Member::user).containsExactly(globex.user());
    }

    @Test
    void common_passwords_and_those_made_of_the_e_mail_are_refused() {
        String email = "omar.haddad@" + acme.tenant().slug() + ".example";
        String link = link(invite(visitor(acme), acme, email, "REVIEWER"));
        var newcomer = new Visitor(port);

        for (String weak : List.of(
                "aaaaaaaaaaaa",
                "passwordpassword",
                "123456789012",
                "Password123456",
                "qwertyuiop[]",
                "mustermuster1",
                "omar.haddad12",
                email)) {
            assertThat(accept(newcomer, link, weak).statusCode()).as(weak).isEqualTo(422);
        }
        assertThat(redirect(accept(newcomer, link, PASSWORD))).startsWith("/");
    }

    @Test
    void a_password_is_changed_by_whoever_knows_it_and_every_other_session_ends() {
        Visitor here = visitor(acme);
        Visitor elsewhere = visitor(acme);
        String changed = "eleven boats in a harbour";
        here.get(at(acme, "/security"));

        assertThat(here.post(at(acme, "/security/password"), Map.of("current", "a guess", "password", changed))
                        .body())
                .contains("This is not your password.");
        assertThat(redirect(
                        here.post(at(acme, "/security/password"), Map.of("current", PASSWORD, "password", changed))))
                .isEqualTo(at(acme, "/security"));

        assertThat(here.get(at(acme, "/security")).body()).contains("Your password is changed.");
        assertThat(redirect(elsewhere.get(at(acme, "/security")))).startsWith("/sign-in");
        assertThat(audit.page(acme.id(), AuditFilter.ALL, null, 1))
                .extracting(AuditEntry::action)
                .containsExactly("member.password_changed");
        String email = email(acme.user());
        assertThat(new Visitor(port).signIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(redirect(new Visitor(port).signIn(email, changed))).isEqualTo("/");
    }

    @Test
    void whoever_forgot_it_gets_a_link_from_the_only_tenant_and_none_from_one_of_several() {
        TenantAccess rita = people.member(acme, "Rita Falk", Role.REVIEWER);
        Visitor ana = visitor(acme);
        Visitor ritas = visitor(rita);
        String reset = at(acme, "/settings/members/" + rita.user().value() + "/password");
        ana.get(at(acme, "/settings/members"));

        String unused = link(ana.post(reset, Map.of()));
        members.add(globex.id(), globex.actor(), users.find(rita.user()).orElseThrow(), Role.REVIEWER);
        assertThat(new Visitor(port).get(unused).statusCode()).isEqualTo(404);
        assertThat(ana.post(reset, Map.of()).statusCode()).isEqualTo(409);

        members.remove(globex.id(), globex.actor(), rita.user());
        String link = link(ana.post(reset, Map.of()));
        var forgetful = new Visitor(port);
        assertThat(accept(forgetful, link, "password1234").statusCode()).isEqualTo(422);
        assertThat(redirect(accept(forgetful, link, "eleven boats in a harbour")))
                .isEqualTo("/");

        assertThat(forgetful.get(at(acme, "/security")).statusCode()).isEqualTo(200);
        assertThat(redirect(ritas.get(at(acme, "/security")))).startsWith("/sign-in");
        assertThat(new Visitor(port).get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void whoever_chose_one_password_for_two_sign_ins_says_which_is_meant() {
        String ana = email(acme.user());
        passwords.set(acme.user(), PASSWORD);
        accept(new Visitor(port), link(invite(visitor(globex), globex, ana, "REVIEWER")), PASSWORD);

        var visitor = new Visitor(port);
        assertThat(redirect(visitor.signIn(ana, PASSWORD))).isEqualTo("/sign-in/choose");
        assertThat(redirect(visitor.get("/"))).startsWith("/sign-in");
        String choices = visitor.get("/sign-in/choose").body();
        assertThat(choices).contains("acme", "globex");
        visitor.post("/sign-in/choose", Map.of("user", acme.user().value().toString()));

        assertThat(redirect(visitor.get("/"))).isEqualTo(at(acme, "/home"));
        assertThat(new Visitor(port).get("/sign-in/choose").statusCode()).isEqualTo(302);
    }

    @Test
    void letters_that_another_alphabet_lowers_differently_do_not_pass_the_limit() {
        passwords.set(acme.user(), PASSWORD);
        String email = email(acme.user());
        for (int attempt = 1; attempt <= 10; attempt++) {
            new Visitor(port).signIn(email, "wrong " + attempt);
        }

        // Dotted capital I is lowered to i by PostgreSQL, and to two letters by Java's strings.
        String dotted = email.replaceFirst("i", "İ");
        assertThat(dotted).isNotEqualTo(email);
        assertThat(new Visitor(port).signIn(dotted, PASSWORD).statusCode()).isNotEqualTo(302);
    }

    @Test
    void whoever_signed_in_from_a_browser_before_is_not_kept_out_of_it_by_somebody_elses_guesses() {
        passwords.set(acme.user(), PASSWORD);
        String email = email(acme.user());
        var owner = new Visitor(port);
        owner.signIn(email, PASSWORD);
        owner.get("/choose-tenant");
        owner.post("/sign-out", Map.of());

        for (int attempt = 1; attempt <= 10; attempt++) {
            new Visitor(port).signIn(email, "wrong " + attempt);
        }

        assertThat(new Visitor(port).signIn(email, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(redirect(owner.signIn(email, PASSWORD))).isEqualTo("/");
    }

    @Test
    void a_sign_in_with_the_same_e_mail_gives_no_more_guesses_at_another_ones_password() {
        passwords.set(acme.user(), PASSWORD);
        String ana = email(acme.user());
        var attacker = new Visitor(port);
        accept(attacker, link(invite(visitor(globex), globex, ana, "REVIEWER")), OF_THE_ATTACKER);
        attacker.get("/choose-tenant");
        attacker.post("/sign-out", Map.of());

        for (int attempt = 1; attempt <= 9; attempt++) {
            new Visitor(port).signIn(ana, "wrong " + attempt);
        }
        assertThat(redirect(new Visitor(port).signIn(ana, OF_THE_ATTACKER))).isEqualTo("/");
        assertThat(new Visitor(port).signIn(ana, "wrong 10").statusCode()).isEqualTo(401);

        assertThat(new Visitor(port).signIn(ana, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(attacker.signIn(ana, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(redirect(attacker.signIn(ana, OF_THE_ATTACKER))).isEqualTo("/");
    }

    @Test
    void no_session_id_can_be_read_in_the_database_and_nothing_there_is_java() {
        Visitor ana = visitor(acme);
        String cookie = ana.session();

        String stored = everySession();

        assertThat(stored).isNotEmpty();
        assertThat(SESSION_ID.matcher(cookie).find()).as(cookie).isTrue();
        assertThat(stored).doesNotContain(cookie).doesNotContain(decoded(cookie));
        // What Java's serialisation begins with, as text of bytea.
        assertThat(stored).doesNotContain("aced0005");
        assertThat(redirect(ana.get("/"))).isEqualTo(at(acme, "/home"));
    }

    @Test
    void to_answer_for_an_integration_is_no_right_to_do_more_than_the_role_allows() {
        TenantAccess rita = people.member(acme, "Rita Falk", Role.REVIEWER);
        TenantAccess omar = people.member(acme, "Omar Haddad", Role.REVIEWER);
        String path = "/integrations/" + integration("Pagerduty", rita.user(), omar.user());
        members.changeRole(acme.id(), acme.actor(), rita.user(), Role.AUDITOR);
        // As an earlier release let it stand: an Auditor who is an owner.
        JdbcClient everything = JdbcClient.create(database.administrator());
        everything.sql("""
                insert into integration_owner (tenant_id, integration_id, user_id)
                select tenant_id, id, primary_owner from integration where tenant_id = :tenant
                """).param("tenant", acme.id().value()).update();
        everything
                .sql("update integration set primary_owner = :rita where tenant_id = :tenant")
                .param("rita", rita.user().value())
                .param("tenant", acme.id().value())
                .update();

        for (String call : List.of("/pause", "/resume", "/sync", "/test", "/cancel")) {
            assertThat(api(rita).post(path + call, "{}").status()).as(call).isEqualTo(403);
        }
        assertThat(api(rita)
                        .put(path + "/configuration", "{\"dailyAt\":\"07:00\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api(rita).delete(path).status()).isEqualTo(403);

        assertThat(api(omar).post(path + "/pause", "").status()).isEqualTo(200);
        assertThat(api(omar).patch(path, "{\"description\":\"On call\"}").status())
                .isEqualTo(422);
        assertThat(api(omar)
                        .patch(path, "{\"owner\":\"%s\"}".formatted(omar.user().value()))
                        .status())
                .isEqualTo(403);
        assertThat(api(omar).delete(path).status()).isEqualTo(403);
        assertThat(api(acme)
                        .patch(path, "{\"owner\":\"%s\"}".formatted(rita.user().value()))
                        .json()
                        .toString())
                .contains("An Auditor changes nothing");
        assertThat(api(acme)
                        .patch(path, "{\"owner\":\"%s\"}".formatted(omar.user().value()))
                        .status())
                .isEqualTo(200);
        assertThat(api(omar).patch(path, "{\"description\":\"On call\"}").status())
                .isEqualTo(200);
        assertThat(api(acme).delete(path + "?confirm=Pagerduty").status()).isEqualTo(204);
    }

    @Test
    void an_owner_is_removed_or_demoted_at_once_and_somebody_else_answers() {
        TenantAccess rita = people.member(acme, "Rita Falk", Role.REVIEWER);
        TenantAccess omar = people.member(acme, "Omar Haddad", Role.REVIEWER);
        TenantAccess nils = people.member(acme, "Nils Weber", Role.REVIEWER);
        String one = integration("One", rita.user(), omar.user());
        String two = integration("Two", rita.user());
        Visitor ana = visitor(acme);
        String page = at(acme, "/settings/members/" + rita.user().value() + "/remove");
        assertThat(ana.get(page).body()).contains("One", "Two", "Omar Haddad");

        String done = redirect(
                ana.post(page, Map.of("successor-" + two, nils.user().value().toString())));

        assertThat(done).isEqualTo(at(acme, "/settings/members"));
        assertThat(owner(one)).isEqualTo(omar.user().value().toString());
        assertThat(owner(two)).isEqualTo(nils.user().value().toString());
        ana.post(at(acme, "/settings/members/" + omar.user().value() + "/role"), Map.of("role", "AUDITOR"));
        assertThat(owner(one)).isEqualTo(acme.user().value().toString());
        HttpResponse<String> nobodyElse =
                ana.get(at(acme, "/settings/members/" + acme.user().value() + "/remove"));
        assertThat(nobodyElse.statusCode()).isEqualTo(409);
        assertThat(nobodyElse.body()).contains("Nobody else here could answer for One");
        assertThat(audit.page(acme.id(), AuditFilter.ALL, null, 50))
                .extracting(AuditEntry::action)
                .filteredOn("integration.handed_over"::equals)
                .hasSize(3);
    }

    /// One that nobody classified would be let in or refused by chance.
    @Test
    void every_page_and_every_call_names_its_action(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes)
            throws IOException {
        List<HandlerMethod> ours = routes.getHandlerMethods().values().stream()
                .filter(route -> route.getBeanType().getName().startsWith("dev.muster."))
                .toList();

        assertThat(ours)
                .hasSizeGreaterThan(90)
                .allSatisfy(
                        route -> assertThat(action(route)).as(route.toString()).isNotNull());
        routes.getHandlerMethods().forEach((address, route) -> {
            boolean changes =
                    address.getMethodsCondition().getMethods().stream().anyMatch(method -> method != RequestMethod.GET);
            if (ours.contains(route) && changes) {
                assertThat(action(route))
                        .as(route.toString())
                        .isNotIn(Action.SEE, Action.SEE_MEMBERS, Action.SEE_RECORD);
            }
            boolean ofTenant = Stream.of(route.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == TenantAccess.class);
            if (ours.contains(route)) {
                assertThat(action(route) == Action.ENTER && ofTenant)
                        .as(route.toString())
                        .isFalse();
            }
        });
        Counted.tell(
                "catalogue-routes",
                "Catalogue: %d pages and calls, each with one of %d actions"
                        .formatted(ours.size(), Action.values().length));
    }

    private static @Nullable Action action(HandlerMethod route) {
        Does ofMethod = route.getMethodAnnotation(Does.class);
        Does does = ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), Does.class);
        return does == null ? null : does.value();
    }

    private String integration(String name, UserId owner, UserId... others) {
        return integrations
                .add(
                        acme,
                        "pagerduty",
                        new IntegrationDraft(name, "", owner, List.of(others), Integration.HoldLimit.USUAL))
                .value()
                .toString();
    }

    private String owner(String integration) {
        return integrations
                .get(acme.id(), new IntegrationId(UUID.fromString(integration)))
                .integration()
                .primaryOwner()
                .value()
                .toString();
    }

    /// With a token of before scopes, which leaves everything to the role.
    private ApiClient api(TenantAccess who) {
        ApiTokens.Made made = tokens.make(who, "test", null);
        JdbcClient.create(database.administrator())
                .sql("update api_token set scopes = '{READ,INTEGRATIONS,ADMIN}' where id = :id")
                .param("id", made.token().id())
                .update();
        String token = made.text();
        return new ApiClient(
                "http://127.0.0.1:%d/api/v1/tenants/%s"
                        .formatted(port, who.tenant().slug()),
                token);
    }

    private Visitor visitor(TenantAccess who) {
        passwords.set(who.user(), PASSWORD);
        var visitor = new Visitor(port);
        visitor.signIn(email(who.user()), PASSWORD);
        visitor.get("/choose-tenant");
        return visitor;
    }

    private static HttpResponse<String> invite(Visitor by, TenantAccess to, String email, String role) {
        String members = at(to, "/settings/members");
        by.get(members);
        return by.post(members, Map.of("email", email, "name", "Somebody New", "role", role));
    }

    /// Follows a link as somebody who makes a sign-in by it.
    private static HttpResponse<String> accept(Visitor visitor, String link, String password) {
        visitor.get(link);
        return visitor.post(
                link.substring(0, link.indexOf('?')),
                Map.of("code", link.substring(link.indexOf('=') + 1), "name", "Somebody New", "password", password));
    }

    private static String link(HttpResponse<String> page) {
        Matcher found = LINK.matcher(page.body());
        assertThat(found.find()).as("a link in %s", page.body()).isTrue();
        return found.group();
    }

    /// What differs between any two answers taken out.
    private String alike(String page, TenantAccess tenant, String email) {
        return page.substring(page.indexOf("<main"), page.indexOf("</main"))
                .replace(email, "EMAIL")
                .replace(email(tenant.user()), "ADMINISTRATOR")
                .replace(tenant.tenant().slug(), "SLUG")
                .replaceAll("code=[A-Za-z0-9_-]+", "CODE")
                .replaceAll("[A-Za-z0-9_-]{60,}", "TOKEN")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\\s+", " ");
    }

    private String email(UserId user) {
        return users.find(user).orElseThrow().email();
    }

    private static String at(TenantAccess tenant, String page) {
        return "/t/" + tenant.tenant().slug() + page;
    }

    /// Cookies are base64 of ids today.
    private static String decoded(String cookie) {
        try {
            return new String(java.util.Base64.getDecoder().decode(cookie), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException otherwise) {
            return cookie;
        }
    }

    private String everySession() {
        JdbcClient db = JdbcClient.create(database.owner());
        StringBuilder rows = new StringBuilder();
        for (String table : db.sql(
                        "select relname::text from pg_class where relkind = 'r' and relname like '%session%'")
                .query(String.class)
                .list()) {
            rows.append(db.sql("select coalesce(string_agg(t::text, ' '), '') from %s t".formatted(table))
                    .query(String.class)
                    .single());
        }
        return rows.toString();
    }
}
