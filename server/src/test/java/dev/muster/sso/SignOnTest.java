package dev.muster.sso;

import static dev.muster.Eventually.eventually;
import static dev.muster.signin.Visitor.redirect;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.muster.database.MusterTest;
import dev.muster.problem.Conflict;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A provider speaks for its own tenant, and is believed only what it signed for this question.
@MusterTest
class SignOnTest extends SignOnScene {
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
        assertThat(browser.get("/choose-tenant").body())
                .doesNotContain(globex.tenant().slug());
        assertThat(redirect(browser.get("/"))).isEqualTo("/t/" + acme.tenant().slug() + "/home");
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
            var changed =
                    new JWTClaimsSet.Builder(ana(usual)).subject("mallory").build();
            return "%s.%s.%s"
                    .formatted(parts[0], new PlainJWT(changed).serialize().split("\\.")[1], parts[2]);
        });
        forged.put("no token", usual -> "");
        claims(forged, "of another issuer", usual -> usual.issuer(provider.issuer("globex")));
        claims(forged, "for another client", usual -> usual.audience("payroll"));
        claims(forged, "for several clients", usual -> usual.audience(List.of(TestProvider.CLIENT, "payroll")));
        claims(forged, "asked for by another", usual -> usual.claim("azp", "payroll"));
        claims(forged, "without an audience", usual -> usual.audience((String) null));
        claims(
                forged,
                "expired",
                usual -> usual.expirationTime(Date.from(Instant.now().minusSeconds(90))));
        claims(forged, "without an end", usual -> usual.expirationTime(null));
        claims(
                forged,
                "not yet valid",
                usual -> usual.notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
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
        eventually(() -> actions(acme), actions -> actions.contains("session.sign_on_refused"));
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        assertThat(isIn(browser, acme)).isTrue();
    }

    @Test
    void a_provider_that_does_not_answer_is_told_and_recorded() {
        JdbcClient.create(database.administrator())
                .sql("update single_sign_on set issuer = 'http://127.0.0.1:1' where tenant_id = :tenant")
                .param("tenant", acme.id().value())
                .update();
        var browser = new Visitor(port);
        browser.get("/sign-in/single-sign-on");

        assertThat(begin(browser, email).body()).doesNotContain("Nobody here has set up");

        eventually(() -> actions(acme), actions -> actions.contains("session.sign_on_refused"));
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
        String mixed =
                provider.signIn(fourth, person("ana", email)).replaceAll("iss=.*", "iss=https%3A%2F%2Fevil.example");
        assertThat(again.get(mixed).statusCode())
                .as("another provider's answer")
                .isEqualTo(403);
        TestProvider.Asked fifth = asked(again, email, "");
        String silent = provider.signIn(fifth, person("ana", email)).replaceAll("&iss=.*", "");
        assertThat(again.get(silent).statusCode())
                .as("of nobody, where providers name themselves")
                .isEqualTo(403);
        String refused = "/sign-in/single-sign-on/callback?error=access_denied&iss=%s&state=%s"
                .formatted(asked(again, email, "").issuer(), "another");
        assertThat(again.get(refused).statusCode()).isEqualTo(403);
        assertThat(isIn(again, acme)).isFalse();
    }

    @Test
    void of_two_answers_in_the_same_moment_one_counts() throws Exception {
        var known = new Visitor(port);
        known.get(provider.signIn(asked(known, email, ""), person("ana", email)));
        var browser = new Visitor(port);
        TestProvider.Asked asked = asked(browser, email, "");
        String one = provider.signIn(asked, person("ana", email));
        String other = provider.signIn(asked, person("ana", email));
        try (Connection administrator = database.administrator().getConnection();
                Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            // Neither can change the session that both have read.
            statement.execute("select id_hash from web_session for update");
            CompletableFuture<Integer> first = status(browser, one);
            CompletableFuture<Integer> second = status(browser, other);
            eventually(() -> waiting("web_session"), waiting -> waiting >= 2);
            administrator.commit();

            assertThat(List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder(302, 403);
        }
    }

    private static CompletableFuture<Integer> status(Visitor browser, String address) {
        return CompletableFuture.supplyAsync(() -> browser.get(address).statusCode());
    }

    private long waiting(String table) {
        return JdbcClient.create(database.administrator())
                .sql("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                           and position(:table in query) > 0
                        """)
                .param("table", table)
                .query(Long.class)
                .single();
    }

    @Test
    void the_provider_of_one_tenant_signs_nobody_into_another() throws SignOnFault {
        TenantAccess globex = people.tenant("globex");
        String grace = email(globex.user());
        setUp(globex, "globex", true, List.of(new Wanted.GroupRow("all", "ADMINISTRATOR")));
        prove(globex, domain(grace));

        var mallory = new Visitor(port);
        HttpResponse<String> asAna =
                mallory.get(provider.signIn(asked(mallory, grace, ""), inGroups("mallory", email, "all")));
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
                .allSatisfy(
                        page -> assertThat(page).contains("Nobody here has set up single sign-on for such addresses"));
        assertThat(asked(stranger, "nobody-at-all@" + domain(email), "").issuer())
                .isEqualTo(provider.issuer("acme"));
    }

    private static HttpResponse<String> begin(Visitor browser, String typed) {
        HttpResponse<String> answer = browser.post("/sign-in/single-sign-on", Map.of("email", typed));
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer;
    }

    private JWTClaimsSet ana(JWTClaimsSet.Builder usual) {
        return usual.subject("ana")
                .claim("email", email)
                .claim("email_verified", true)
                .build();
    }

    private interface Change {
        JWTClaimsSet.Builder of(JWTClaimsSet.Builder usual);
    }

    /// Rightly signed, with one thing that is not as it must be.
    private void claims(Map<String, TestProvider.Signing> forged, String name, Change change) {
        forged.put(
                name,
                usual -> provider.signed(
                        change.of(new JWTClaimsSet.Builder(ana(usual))).build()));
    }
}
