package dev.muster.sso;

import static dev.muster.Eventually.eventually;
import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.TenantOffice;
import dev.muster.database.MusterTest;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What Administrators say about single sign-on, and what is asked before.
@MusterTest
class SignOnSettingsTest extends SignOnScene {
    @Test
    void passwords_are_turned_off_by_whoever_came_without_and_let_in_again_by_the_operator() throws SQLException {
        Visitor byPassword = byPassword();
        String page = settingsPage();
        byPassword.get(page);
        assertThat(byPassword
                        .post(page + "/passwords", Map.of("taken", "false"))
                        .body())
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
            assertThat(TenantOffice.on(connection, () -> key)
                            .takePasswords(acme.tenant().slug()))
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
        eventually(() -> actions(acme), actions -> actions.contains("session.proof_failed"));
        assertThat(again(
                                browser,
                                usual -> person("ana", email)
                                        .token(usual.claim(
                                                "auth_time", Instant.now().getEpochSecond() - 600)))
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
        assertThat(faulty.body())
                .contains("An issuer is an https address", "Client id is missing.", "Choose one of the roles.");
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
        assertThat(ana.post(page + "/test", Map.of()).body()).contains("calls itself " + provider.issuer("another"));
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

    private String settingsPage() {
        return "/t/" + acme.tenant().slug() + "/settings/single-sign-on";
    }
}
