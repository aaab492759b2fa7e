package dev.muster.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Single sign-on at a provider that others wrote: it names other addresses, signs with RSA and sends other claims.
@MusterTest
class MockProviderTest extends SignOnScene {
    private static final HttpClient AT_THE_PROVIDER = HttpClient.newHttpClient();
    private static final MockOAuth2Server MOCK = new MockOAuth2Server();

    private String mei;

    @BeforeAll
    static void start() throws IOException {
        MOCK.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterAll
    static void stop() {
        MOCK.shutdown();
    }

    @BeforeEach
    void a_tenant_that_comes_by_it() {
        mei = "mei.tanaka@" + domain(email);
        settings.save(
                acme,
                new Wanted(
                        issuer("acme"),
                        "muster",
                        "any secret",
                        "groups",
                        true,
                        List.of(new Wanted.GroupRow("auditors", "AUDITOR"))));
    }

    @Test
    void somebody_joins_with_the_role_of_their_group_and_an_answer_counts_once() throws Exception {
        var browser = new Visitor(port);
        String answer = signedIn(browser, Map.of());

        assertThat(browser.get(answer).statusCode()).isEqualTo(302);
        assertThat(isIn(browser, acme)).isTrue();
        assertThat(members.of(acme.id()).stream().filter(one -> one.email().equals(mei)))
                .singleElement()
                .returns("Mei Tanaka", Member::name)
                .returns(Role.AUDITOR, Member::role);
        assertThat(browser.get(answer).statusCode()).as("the same answer again").isEqualTo(403);
        var thief = new Visitor(port);
        String ofTheThief = leaving(thief, mei, "");
        String stolen = answer.replaceAll(".*[?&]code=([^&]+).*", "$1");
        String state = ofTheThief.replaceAll(".*[?&]state=([^&]+).*", "$1");
        assertThat(thief.get("/sign-in/single-sign-on/callback?code=%s&state=%s".formatted(stolen, state))
                        .statusCode())
                .as("a code that was used")
                .isEqualTo(403);
        assertThat(isIn(thief, acme)).isFalse();
    }

    @Test
    void nothing_is_believed_that_is_not_as_it_must_be() throws Exception {
        Map<String, Map<String, Object>> forged = new LinkedHashMap<>();
        forged.put("of another issuer", Map.of("iss", issuer("globex")));
        forged.put("for another client", Map.of("aud", List.of("payroll")));
        forged.put("for several clients", Map.of("aud", List.of("muster", "payroll")));
        forged.put("asked for by another", Map.of("azp", "payroll"));
        forged.put("expired", Map.of("exp", Instant.now().getEpochSecond() - 120));
        forged.put("not yet valid", Map.of("nbf", Instant.now().getEpochSecond() + 600));
        forged.put("for another question", Map.of("nonce", "another"));
        forged.put("with an e-mail that was not verified", Map.of("email_verified", false));
        forged.put("with an e-mail of another domain", Map.of("email", "mei@elsewhere.example"));
        forged.put("of somebody in no group", Map.of("groups", List.of("sales")));
        List<String> accepted = new ArrayList<>();

        for (Map.Entry<String, Map<String, Object>> one : forged.entrySet()) {
            var browser = new Visitor(port);
            HttpResponse<String> back = browser.get(signedIn(browser, one.getValue()));
            if (back.statusCode() != 403 || isIn(browser, acme)) {
                accepted.add(one.getKey());
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(members.of(acme.id())).noneMatch(one -> one.email().equals(mei));
    }

    /// The provider signs Mei in, with claims in the place of its own; where it sends the browser.
    private String signedIn(Visitor browser, Map<String, Object> instead) throws IOException, InterruptedException {
        Map<String, Object> claims = new LinkedHashMap<>(
                Map.of("email", mei, "email_verified", true, "name", "Mei Tanaka", "groups", List.of("auditors")));
        claims.putAll(instead);
        MOCK.enqueueCallback(new Claims(claims));
        HttpResponse<String> answer = AT_THE_PROVIDER.send(
                HttpRequest.newBuilder(URI.create(leaving(browser, mei, ""))).build(), BodyHandlers.ofString());
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static String issuer(String id) {
        return MOCK.issuerUrl(id).toString();
    }

    private static final class Claims extends DefaultOAuth2TokenCallback {
        private final Map<String, Object> claims;

        Claims(Map<String, Object> claims) {
            super("acme", "mei");
            this.claims = claims;
        }

        @Override
        public Map<String, Object> addClaims(com.nimbusds.oauth2.sdk.TokenRequest request) {
            return claims;
        }
    }
}
