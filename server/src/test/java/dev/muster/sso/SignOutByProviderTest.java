package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.TenantAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a provider says from machine to machine about somebody whom it signed out.
@MusterTest
class SignOutByProviderTest extends SignOnScene {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Visitor ana;

    @BeforeEach
    void somebody_who_came_by_the_provider() {
        ana = new Visitor(port);
        ana.get(provider.signIn(asked(ana, email, ""), person("ana", email)));
        assertThat(isIn(ana, acme)).isTrue();
    }

    @Test
    void ends_what_they_began_before_and_nothing_that_they_begin_after_it() throws Exception {
        TenantAccess globex = people.tenant("globex");
        String token = provider.signed(signedOut().build());
        HttpResponse<String> elsewhere = tell(globex, token);

        HttpResponse<String> told = tell(acme, token);

        assertThat(elsewhere.statusCode()).as("of a tenant without a provider").isEqualTo(400);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(isIn(ana, acme)).isFalse();
        assertThat(audit.all(acme.id(), "session.ended_by_provider"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject()).isEqualTo(email));

        ana.get(provider.signIn(asked(ana, email, ""), person("ana", email)));
        String old = provider.signed(signedOut()
                .issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(2))))
                .build());
        assertThat(tell(acme, old).statusCode()).isEqualTo(200);
        assertThat(isIn(ana, acme)).isTrue();
    }

    @Test
    void nothing_is_believed_but_what_the_provider_signed_for_this_purpose() throws Exception {
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("no token", "");
        forged.put("not signed", new PlainJWT(signedOut().build()).serialize());
        forged.put(
                "signed by somebody else",
                TestProvider.signed(
                        signedOut().build(),
                        new ECKeyGenerator(Curve.P_256).keyID("first").generate()));
        forge(forged, "an ID token", signedOut().claim("nonce", "of a sign-in"));
        forge(forged, "about something else", signedOut().claim("events", Map.of("urn:other", Map.of())));
        forge(forged, "about nothing", signedOut().claim("events", null));
        forge(forged, "about nobody", signedOut().subject(null));
        forge(forged, "of another issuer", signedOut().issuer(provider.issuer("globex")));
        forge(forged, "for another client", signedOut().audience("payroll"));
        forge(
                forged,
                "expired",
                signedOut().expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(2)))));
        forge(forged, "without an end", signedOut().expirationTime(null));
        forge(forged, "without a moment", signedOut().issueTime(null));
        forge(forged, "without an id", signedOut().jwtID(null));

        for (Map.Entry<String, String> one : forged.entrySet()) {
            assertThat(tell(acme, one.getValue()).statusCode()).as(one.getKey()).isEqualTo(400);
        }

        assertThat(isIn(ana, acme)).isTrue();
        assertThat(tell(acme, provider.signed(signedOut().subject("a stranger").build()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(isIn(ana, acme)).isTrue();
    }

    private static void forge(Map<String, String> forged, String name, JWTClaimsSet.Builder claims)
            throws JOSEException {
        forged.put(name, provider.signed(claims.build()));
    }

    private static JWTClaimsSet.Builder signedOut() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer("acme"))
                .audience(List.of(TestProvider.CLIENT))
                .subject("ana")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(SignOutTokens.EVENT, Map.of()));
    }

    private HttpResponse<String> tell(TenantAccess tenant, String token) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + SignOutCalls.path(tenant.tenant()));
        return HTTP.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }
}
