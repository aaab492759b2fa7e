package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.muster.audit.AuditTrail;
import dev.muster.backup.TenantOffice;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.secret.SigningKey;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A provider speaks for its own tenant, and is believed only what it signed for this question.
@MusterTest
@Import(SomePeople.class)
class SignOnTest {
    private static TestProvider provider;

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private SignOnSettings settings;

    @Autowired
    private DomainStore domainStore;

    @Autowired
    private Members members;

    @Autowired
    private Users users;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private SigningKey key;

    @Autowired
    private FreshDatabase database;

    @Autowired
    private Clock clock;

    private TenantAccess acme;
    private String email;

    @BeforeAll
    static void a_provider() {
        provider = new TestProvider();
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @BeforeEach
    void a_tenant_with_single_sign_on() throws SignOnFault {
        acme = people.tenant("acme");
        email = email(acme.user());
        setUp(acme, "acme", false, List.of());
        prove(acme, domain(email));
    }

    @Test
    void a_member_comes_by_the_provider_and_into_that_tenant_alone() {
        TenantAccess globex = people.tenant("globex");
        members.add(globex.id(), globex.actor(), users.find(acme.user()).orElseThrow(), Role.ADMINISTRATOR);
        var browser = new Visitor(port);
        String page = "/t/" + acme.tenant().slug() + "/settings/members";

        TestProvider.Asked asked = asked(browser, email, page);
        HttpResponse<String> back = browser.get(provider.signIn(asked, person("ana", email)));

        assertThat(asked.fields())
                .containsEntry("scope", "openid email profile")
                .containsEntry("code_challenge_method", "S256");
        assertThat(redirect(back)).isEqualTo(page);
        assertThat(browser.get(page).statusCode()).isEqualTo(200);
        assertThat(browser.get(page).body()).doesNotContain(globex.tenant().slug());
        assertThat(browser.get("/choose-tenant").body()).doesNotContain(globex.tenant().slug());
        assertThat(redirect(browser.get("/")))
                .isEqualTo("/t/" + acme.tenant().slug() + "/home");
        assertThat(browser.get("/t/" + globex.tenant().slug() + "/home").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/second-factor").statusCode()).isEqualTo(403);
        assertThat(browser.get("/t/" + acme.tenant().slug() + "/security").body())
                .contains("This session opens")
                .doesNotContain("New password");
        assertThat(actions(acme)).contains("member.sign_on_linked");
    }

    @Test
    void no_answer_is_believed_but_the_one_that_the_provider_signed_for_this_question() throws JOSEException {
        var other = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        Map<String, TestProvider.Signing> forged = new LinkedHashMap<>();
        forged.put("signed by somebody else", usual -> TestProvider.signed(ana(usual), other));
        forged.put(
                "by an unknown key",
                usual -> TestProvider.signed(
                        ana(usual), new ECKey.Builder(other).keyID("unknown").build()));
        forged.put("not signed", usual -> new PlainJWT(ana(usual)).serialize());
        forged.put("signed with the public key as a shared secret", usual -> {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), ana(usual));
            token.sign(new MACSigner(provider.key().toECPublicKey().getEncoded()));
            return token.serialize();
        });
        forged.put("signed with the client secret", usual -> {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), ana(usual));
            token.sign(new MACSigner(TestProvider.SECRET.repeat(2).getBytes(UTF_8)));
            return token.serialize();
        });
        forged.put("changed after it was signed", usual -> {
            String[] parts = provider.signed(ana(usual)).split("\\.");
            var changed = new JWTClaimsSet.Builder(ana(usual)).subject("mallory").build();
            return "%s.%s.%s".formatted(parts[0], new PlainJWT(changed).serialize().split("\\.")[1], parts[2]);
        });
        forged.put("no token", usual -> "");
        claims(forged, "of another issuer", usual -> usual.issuer(provider.issuer("globex")));
        claims(forged, "for another client", usual -> usual.audience("payroll"));
        claims(forged, "for several clients", usual -> usual.audience(List.of(TestProvider.CLIENT, "payroll")));
        claims(forged, "asked for by another", usual -> usual.claim("azp", "payroll"));
        claims(forged, "without an audience", usual -> usual.audience((String) null));
        claims(forged, "expired", usual -> usual.expirationTime(Date.from(Instant.now().minusSeconds(90))));
        claims(forged, "without an end", usual -> usual.expirationTime(null));
        claims(forged, "not yet valid", usual -> usual.notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
        claims(forged, "for another question", usual -> usual.claim("nonce", "another"));
        claims(forged, "for no question", usual -> usual.claim("nonce", null));
        claims(forged, "about nobody", usual -> usual.subject(null));
        claims(forged, "with an e-mail that was not verified", usual -> usual.claim("email_verified", false));
        claims(forged, "silent about the e-mail", usual -> usual.claim("email_verified", null));
        claims(forged, "with an e-mail of another domain", usual -> usual.claim("email", "ana@elsewhere.example"));
        claims(forged, "of a domain below", usual -> usual.claim("email", "ana@sub." + domain(email)));
        claims(forged, "of two domains", usual -> usual.claim("email", "ana@" + domain(email) + "@elsewhere.example"));
        List<String> accepted = new ArrayList<>();

        forged.forEach((name, signing) -> {
            var browser = new Visitor(port);
            HttpResponse<String> back = browser.get(provider.signIn(asked(browser, email, ""), signing));
            if (back.statusCode() != 403 || isIn(browser, acme)) {
                accepted.add(name);
            }
        });

        assertThat(accepted).as("of %d forged answers", forged.size()).isEmpty();
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        assertThat(isIn(browser, acme)).isTrue();
    }

    @Test
    void nothing_counts_a_second_time_nor_in_another_browser() {
        var victim = new Visitor(port);
        String answer = provider.signIn(asked(victim, email, ""), person("ana", email));
        var thief = new Visitor(port);
        assertThat(thief.get(answer).statusCode()).isEqualTo(403);
        TestProvider.Asked own = asked(thief, email, "");
        String code = answer.replaceAll(".*code=([^&]+).*", "$1");

        assertThat(thief.get(TestProvider.back(own, code, own.issuer())).statusCode())
                .as("a stolen code, which the verifier is missing for")
                .isEqualTo(403);
        assertThat(isIn(thief, acme)).isFalse();

        var again = new Visitor(port);
        String first = provider.signIn(asked(again, email, ""), person("ana", email));
        assertThat(again.get(first).statusCode()).isEqualTo(302);
        assertThat(again.get(first).statusCode()).as("the same answer again").isEqualTo(403);
        TestProvider.Asked third = asked(again, email, "");
        String used = first.replaceAll(".*code=([^&]+).*", "$1");
        assertThat(again.get(TestProvider.back(third, used, third.issuer())).statusCode())
                .as("a code that was used")
                .isEqualTo(403);
        TestProvider.Asked fourth = asked(again, email, "");
        String mixed = provider.signIn(fourth, person("ana", email)).replaceAll("iss=.*", "iss=https%3A%2F%2Fevil.example");
        assertThat(again.get(mixed).statusCode()).as("another provider's answer").isEqualTo(403);
        TestProvider.Asked fifth = asked(again, email, "");
        String silent = provider.signIn(fifth, person("ana", email)).replaceAll("&iss=.*", "");
        assertThat(again.get(silent).statusCode()).as("of nobody, where providers name themselves").isEqualTo(403);
        String refused = "/sign-in/single-sign-on/callback?error=access_denied&iss=%s&state=%s"
                .formatted(asked(again, email, "").issuer(), "another");
        assertThat(again.get(refused).statusCode()).isEqualTo(403);
        assertThat(isIn(again, acme)).isFalse();
    }

    @Test
    void the_provider_of_one_tenant_signs_nobody_into_another() throws SignOnFault {
        TenantAccess globex = people.tenant("globex");
        String grace = email(globex.user());
        setUp(globex, "globex", true, List.of(new Wanted.GroupRow("all", "ADMINISTRATOR")));
        prove(globex, domain(grace));

        var mallory = new Visitor(port);
        HttpResponse<String> asAna = mallory.get(
                provider.signIn(asked(mallory, grace, ""), inGroups("mallory", email, "all")));
        TestProvider.Asked ofAcme = asked(mallory, email, "");
        HttpResponse<String> crossed = mallory.get(provider.signIn(
                new TestProvider.Asked(ofAcme.fields(), provider.issuer("globex")), person("ana", email)));

        assertThat(asAna.statusCode()).isEqualTo(403);
        assertThat(asAna.body()).contains("is in no domain of globex");
        assertThat(crossed.statusCode()).isEqualTo(403);
        assertThat(isIn(mallory, acme)).isFalse();
        assertThat(isIn(mallory, globex)).isFalse();
        assertThatThrownBy(() -> prove(globex, domain(email))).isInstanceOf(Conflict.class);
        assertThat(domainStore.provedFor(domain(email))).contains(acme.id());
    }

    @Test
    void groups_say_who_joins_with_which_role_and_who_is_out() {
        setUp(
                acme,
                "acme",
                true,
                List.of(
                        new Wanted.GroupRow("cn=auditors,dc=acme", "AUDITOR"),
                        new Wanted.GroupRow("risk", "RISK_MANAGER")));
        String mei = "mei.tanaka@" + domain(email);
        var first = new Visitor(port);
        first.get(provider.signIn(asked(first, mei, ""), inGroups("mei", mei, "cn=auditors,dc=acme", "sales")));

        assertThat(member(mei)).map(Member::role).contains(Role.AUDITOR);
        assertThat(member(mei)).map(Member::name).contains("Mei Tanaka");
        assertThat(actions(acme)).contains("member.arrived");

        var second = new Visitor(port);
        second.get(provider.signIn(asked(second, mei, ""), inGroups("mei", mei, "risk", "cn=auditors,dc=acme")));
        assertThat(member(mei)).map(Member::role).contains(Role.RISK_MANAGER);
        assertThat(audit.all(acme.id(), "member.role_changed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor().name()).isEqualTo("Single sign-on"));

        var third = new Visitor(port);
        HttpResponse<String> out = third.get(provider.signIn(asked(third, mei, ""), inGroups("mei", mei, "sales")));
        assertThat(out.statusCode()).isEqualTo(403);
        assertThat(out.body()).contains("You are in no group that has a role in acme");
        assertThat(isIn(second, acme)).isFalse();
        assertThat(isIn(first, acme)).isFalse();

        var only = new Visitor(port);
        only.get(provider.signIn(asked(only, email, ""), inGroups("ana", email, "risk")));
        assertThat(member(email)).map(Member::role).contains(Role.ADMINISTRATOR);
        assertThat(actions(acme)).contains("member.role_kept");
    }

    @Test
    void whoever_was_removed_stays_out_unless_people_join_by_themselves() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        String bens = "ben@" + domain(email);
        JdbcClient.create(database.owner())
                .sql("update app_user set email = :email, email_key = :email where id = :user")
                .param("email", bens)
                .param("user", ben.user().value())
                .update();
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, bens, ""), person("ben", bens)));
        assertThat(isIn(browser, acme)).isTrue();

        members.remove(acme.id(), acme.actor(), ben.user());

        assertThat(isIn(browser, acme)).isFalse();
        HttpResponse<String> back = browser.get(provider.signIn(asked(browser, bens, ""), person("ben", bens)));
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("You are no member of acme");
        setUp(acme, "acme", true, List.of(new Wanted.GroupRow("all", "AUDITOR")));
        browser.get(provider.signIn(asked(browser, bens, ""), inGroups("ben", bens, "all")));
        assertThat(member(bens)).map(Member::role).contains(Role.AUDITOR);
    }

    @Test
    void the_providers_own_name_for_somebody_counts_and_not_their_email() {
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        String married = "ana.silva@" + domain(email);

        var later = new Visitor(port);
        later.get(provider.signIn(asked(later, married, ""), person("ana", married)));
        assertThat(isIn(later, acme)).isTrue();
        assertThat(member(married)).isEmpty();

        var successor = new Visitor(port);
        HttpResponse<String> sameEmail =
                successor.get(provider.signIn(asked(successor, email, ""), person("another ana", email)));
        assertThat(sameEmail.statusCode()).isEqualTo(403);
        assertThat(sameEmail.body()).contains("comes with another account of the provider");
    }

    @Test
    void passwords_are_turned_off_by_whoever_came_without_and_let_in_again_by_the_operator() throws SQLException {
        Visitor byPassword = byPassword();
        String page = settingsPage();
        byPassword.get(page);
        assertThat(byPassword.post(page + "/passwords", Map.of("taken", "false")).body())
                .contains("Sign in by single sign-on yourself first");

        Visitor bySignOn = confirmed();
        bySignOn.get(page);
        assertThat(redirect(bySignOn.post(page + "/passwords", Map.of("taken", "false"))))
                .isEqualTo(page);

        HttpResponse<String> refused = byPassword.get("/t/" + acme.tenant().slug() + "/home");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("acme takes no passwords, and you signed in with one");
        assertThat(isIn(bySignOn, acme)).isTrue();
        bySignOn.get(page);
        assertThat(bySignOn.post(page + "/remove", Map.of()).statusCode()).isEqualTo(409);
        assertThat(bySignOn.post(page + "/domains/give-up", Map.of("domain", domain(email)))
                        .statusCode())
                .isEqualTo(409);

        try (Connection connection = database.owner().getConnection()) {
            assertThat(TenantOffice.on(connection, () -> key).takePasswords(acme.tenant().slug()))
                    .isTrue();
        }
        assertThat(isIn(byPassword, acme)).isTrue();
        assertThat(actions(acme)).contains("tenant.passwords_refused", "tenant.passwords_taken");
    }

    @Test
    void what_asks_again_asks_the_provider_and_believes_a_fresh_sign_in_of_the_same_person_alone() {
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        String page = settingsPage();
        browser.get(page);
        HttpResponse<String> asks = browser.post(page + "/domains", Map.of("domain", "another.example"));
        assertThat(asks.statusCode()).isEqualTo(401);
        assertThat(asks.body()).contains("Sign in again with single sign-on").doesNotContain("Your password");
        String kept = asks.body().replaceAll("(?s).*name=\"kept-form\" value=\"([^\"]+)\".*", "$1");

        assertThat(again(browser, person("mallory", email)).body()).contains("Somebody else signed in");
        assertThat(again(browser, usual -> person("ana", email)
                                .token(usual.claim("auth_time", Instant.now().getEpochSecond() - 600)))
                        .body())
                .contains("does not say that you have just signed in");
        assertThat(again(browser, usual -> person("ana", email).token(usual.claim("auth_time", null)))
                        .body())
                .contains("does not say that you have just signed in");
        browser.get(page);
        assertThat(browser.post(page + "/domains", Map.of("kept-form", kept)).statusCode())
                .isEqualTo(401);
        assertThat(again(browser, person("ana", email)).body()).contains("It is you");

        browser.get(page);
        assertThat(redirect(browser.post(page + "/domains", Map.of("kept-form", kept))))
                .isEqualTo(page);
        assertThat(browser.get(page).body()).contains("another.example", "muster-domain=");
    }

    @Test
    void an_administrator_sets_it_up_and_hears_in_words_what_is_wrong() {
        Visitor ana = byPassword();
        String page = settingsPage();
        ana.get(page);
        HttpResponse<String> faulty = ana.post(
                page,
                Map.of("issuer", "http://login.example", "clientId", "", "groupsClaim", "groups", "group", "all"));
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("An issuer is an https address", "Client id is missing.", "Choose one of the roles.");
        assertThat(ana.post(page + "/domains", Map.of("domain", "localhost")).statusCode())
                .isEqualTo(422);

        Map<String, String> elsewhere = Map.of(
                "issuer", provider.issuer("misnamed"), "clientId", "muster", "groupsClaim", "groups", "secret", "");
        assertThat(ana.post(page, elsewhere).body())
                .as("a secret goes to no issuer that it was not given for")
                .contains("Client secret is missing.");
        Map<String, String> complete = new LinkedHashMap<>(elsewhere);
        complete.put("secret", TestProvider.SECRET);
        assertThat(redirect(ana.post(page, complete))).isEqualTo(page);
        assertThat(ana.get(page).body())
                .contains("The single sign-on is saved", "Saved, and never shown")
                .doesNotContain(TestProvider.SECRET);
        assertThat(ana.post(page + "/test", Map.of()).body())
                .contains("calls itself " + provider.issuer("another"));
        complete.put("issuer", provider.issuer("acme"));
        ana.get(page);
        ana.post(page, complete);
        ana.get(page);
        assertThat(ana.post(page + "/test", Map.of()).body()).contains("answers as it should, and signs with 1 key");
        assertThat(ana.get("/t/" + acme.tenant().slug() + "/settings/audit").body())
                .contains("saved the single sign-on of")
                .doesNotContain(TestProvider.SECRET);

        TenantAccess ben = people.member(acme, "Ben Ode", Role.RISK_MANAGER);
        KnownPassword.give(JdbcClient.create(database.owner()), ben.user());
        var bens = new Visitor(port);
        bens.signIn(email(ben.user()), KnownPassword.TEXT);
        assertThat(bens.get(page).statusCode()).isEqualTo(403);
    }

    @Test
    void strangers_learn_whether_a_domain_comes_by_single_sign_on_and_nothing_else() throws SignOnFault {
        TenantAccess globex = people.tenant("globex");
        prove(globex, domain(email(globex.user())));
        domains(List.of()).claim(acme, "unproved.example");
        var stranger = new Visitor(port);
        stranger.get("/sign-in/single-sign-on");

        String unproved = begin(stranger, "somebody@unproved.example").body();
        String withoutProvider = begin(stranger, email(globex.user())).body();
        String noDomain = begin(stranger, "somebody").body();

        assertThat(List.of(unproved, withoutProvider, noDomain))
                .allSatisfy(page -> assertThat(page).contains("Nobody here has set up single sign-on for such addresses"));
        assertThat(asked(stranger, "nobody-at-all@" + domain(email), "").issuer()).isEqualTo(provider.issuer("acme"));
    }

    @Test
    void a_domain_counts_once_its_dns_says_so() throws SignOnFault {
        Domains without = domains(List.of("v=spf1 -all"));
        without.claim(acme, " @New.Example ");

        assertThatThrownBy(() -> without.prove(acme, "new.example"))
                .isInstanceOf(SignOnFault.class)
                .hasMessageContaining("has no TXT record muster-domain=")
                .hasMessageContaining("it has others");
        assertThat(without.tenantOf("ana@new.example")).isEmpty();

        prove(acme, "new.example");
        assertThat(without.tenantOf("Ana@NEW.example")).contains(acme.id());
        without.giveUp(acme, "new.example");
        assertThat(without.tenantOf("ana@new.example")).isEmpty();
    }

    private void setUp(TenantAccess tenant, String realm, boolean joins, List<Wanted.GroupRow> groups) {
        settings.save(
                tenant,
                new Wanted(provider.issuer(realm), TestProvider.CLIENT, TestProvider.SECRET, "groups", joins, groups));
    }

    private void prove(TenantAccess tenant, String domain) throws SignOnFault {
        domains(List.of()).claim(tenant, domain);
        ClaimedDomain claimed = domains(List.of()).of(tenant.id()).stream()
                .filter(one -> one.domain().equals(domain))
                .findFirst()
                .orElseThrow();
        domains(List.of("v=spf1 -all", claimed.record())).prove(tenant, domain);
    }

    private Domains domains(List<String> texts) {
        return new Domains(domainStore, domain -> texts, transactions, audit, clock);
    }

    private TestProvider.Asked asked(Visitor browser, String typed, String to) {
        browser.get("/sign-in/single-sign-on");
        HttpResponse<String> leaving =
                browser.post("/sign-in/single-sign-on", Map.of("email", typed, "to", to));
        String refresh = leaving.headers().firstValue("Refresh").orElseThrow(() -> new AssertionError(leaving.body()));
        return provider.asked(refresh.substring("0; url=".length()));
    }

    private static HttpResponse<String> begin(Visitor browser, String typed) {
        HttpResponse<String> answer = browser.post("/sign-in/single-sign-on", Map.of("email", typed));
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer;
    }

    private HttpResponse<String> again(Visitor browser, TestProvider.Signing signing) {
        HttpResponse<String> leaving = browser.get("/sign-in/single-sign-on/again");
        TestProvider.Asked asked =
                provider.asked(leaving.headers().firstValue("Location").orElseThrow());
        assertThat(asked.fields()).containsEntry("prompt", "login").containsEntry("max_age", "0");
        return browser.get(provider.signIn(asked, signing));
    }

    private Visitor byPassword() {
        KnownPassword.give(JdbcClient.create(database.owner()), acme.user());
        var browser = new Visitor(port);
        browser.signIn(email, KnownPassword.TEXT);
        return browser;
    }

    /// By single sign-on, and asked again a moment ago.
    private Visitor confirmed() {
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        again(browser, person("ana", email));
        return browser;
    }

    private boolean isIn(Visitor browser, TenantAccess tenant) {
        String start = "/t/" + tenant.tenant().slug();
        return redirect(browser.get(start)).equals(start + "/home");
    }

    private String settingsPage() {
        return "/t/" + acme.tenant().slug() + "/settings/single-sign-on";
    }

    private TestProvider.Signing person(String subject, String told) {
        return usual -> provider.signed(usual.subject(subject)
                .claim("email", told)
                .claim("email_verified", true)
                .build());
    }

    private TestProvider.Signing inGroups(String subject, String told, String... groups) {
        return usual -> person(subject, told)
                .token(usual.claim("groups", List.of(groups)).claim("name", "Mei\n Tanaka"));
    }

    private JWTClaimsSet ana(JWTClaimsSet.Builder usual) {
        return usual.subject("ana").claim("email", email).claim("email_verified", true).build();
    }

    private interface Change {
        JWTClaimsSet.Builder of(JWTClaimsSet.Builder usual);
    }

    /// Rightly signed, with one thing that is not as it must be.
    private void claims(Map<String, TestProvider.Signing> forged, String name, Change change) {
        forged.put(name, usual -> provider.signed(
                change.of(new JWTClaimsSet.Builder(ana(usual))).build()));
    }

    private List<String> actions(TenantAccess tenant) {
        return JdbcClient.create(database.owner())
                .sql("select action from audit_entry where tenant_id = :tenant")
                .param("tenant", tenant.id().value())
                .query(String.class)
                .list();
    }

    private Optional<Member> member(String of) {
        return members.of(acme.id()).stream()
                .filter(member -> member.email().equals(of))
                .findFirst();
    }

    private String email(UserId user) {
        return users.find(user).map(User::email).orElseThrow();
    }

    private static String domain(String of) {
        return of.substring(of.indexOf('@') + 1);
    }
}
