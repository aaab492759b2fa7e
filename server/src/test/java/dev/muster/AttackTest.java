package dev.muster;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
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
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Attacks on who signs in and what they may, each of which once worked.
@MusterTest
@Import(SomePeople.class)
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
    private FreshDatabase database;

    private TenantAccess acme;
    private TenantAccess globex;

    @BeforeEach
    void two_tenants() {
        acme = people.tenant("acme");
        globex = people.tenant("globex");
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
        assertThat(redirect(owner.get("/"))).isEqualTo(at(acme, "/integrations"));
        var again = new Visitor(port);
        assertThat(redirect(again.signIn(ana, OF_THE_ATTACKER))).isEqualTo("/");
        assertThat(redirect(again.get("/"))).isEqualTo(at(globex, "/integrations"));
    }

    @Test
    void nobody_learns_from_the_members_form_who_signs_in_here_and_nobody_is_a_member_unasked() {
        String known = email(acme.user());
        String unknown = "nobody@" + globex.tenant().slug() + ".example";
        Visitor grace = visitor(globex);

        HttpResponse<String> aboutKnown = invite(grace, globex, known, "AUDITOR");
        HttpResponse<String> aboutUnknown = invite(grace, globex, unknown, "AUDITOR");

        assertThat(aboutKnown.statusCode()).isEqualTo(aboutUnknown.statusCode());
        assertThat(alike(aboutKnown.body(), known)).isEqualTo(alike(aboutUnknown.body(), unknown));
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
    void no_session_id_can_be_read_in_the_database_and_nothing_there_is_java() {
        Visitor ana = visitor(acme);
        String cookie = ana.session();

        String stored = everySession();

        assertThat(stored).isNotEmpty();
        assertThat(SESSION_ID.matcher(cookie).find()).as(cookie).isTrue();
        assertThat(stored).doesNotContain(cookie).doesNotContain(decoded(cookie));
        // What Java's serialisation begins with, as text of bytea.
        assertThat(stored).doesNotContain("aced0005");
        assertThat(redirect(ana.get("/"))).isEqualTo(at(acme, "/integrations"));
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
                Map.of(
                        "code",
                        link.substring(link.indexOf('=') + 1),
                        "name",
                        "Somebody New",
                        "password",
                        password));
    }

    private static String link(HttpResponse<String> page) {
        Matcher found = LINK.matcher(page.body());
        assertThat(found.find()).as("a link in %s", page.body()).isTrue();
        return found.group();
    }

    /// What differs between any two answers taken out.
    private static String alike(String page, String email) {
        int main = page.indexOf("<main");
        return page.substring(main)
                .replace(email, "EMAIL")
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
        for (String table : db.sql("select relname::text from pg_class where relkind = 'r' and relname like '%session%'")
                .query(String.class)
                .list()) {
            rows.append(db.sql("select coalesce(string_agg(t::text, ' '), '') from %s t".formatted(table))
                    .query(String.class)
                    .single());
        }
        return rows.toString();
    }
}
