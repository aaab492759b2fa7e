package dev.muster.sso;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A provider of OpenID Connect on loopback, with a realm at each path, all of one key. As strict as providers are
/// about codes, clients and PKCE; it signs whatever a test gives it.
final class TestProvider implements AutoCloseable {
    static final String CLIENT = "muster";
    static final String SECRET = "canary of the client secret";

    private final HttpServer server;
    private final ECKey key;
    private final Map<String, Issued> codes = new ConcurrentHashMap<>();
    private volatile @Nullable Signing visitor;

    /// What a code stands for.
    private record Issued(String idToken, String redirect, String challenge) {}

    /// What a browser was sent here with.
    record Asked(Map<String, String> fields, String issuer) {
        String field(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }
    }

    /// Makes the ID token that somebody gets.
    interface Signing {
        String token(JWTClaimsSet.Builder usual) throws JOSEException;
    }

    TestProvider() {
        try {
            key = new ECKeyGenerator(Curve.P_256)
                    .keyID("first")
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException broken) {
            throw new IllegalStateException("No provider for this test", broken);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer(String realm) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), realm);
    }

    ECKey key() {
        return key;
    }

    /// Reads where a browser was sent to.
    Asked asked(String address) {
        URI uri = URI.create(address);
        String path = uri.getPath();
        return new Asked(fields(uri.getRawQuery()), issuer(path.substring(1, path.lastIndexOf('/'))));
    }

    /// Somebody signs in at an address; where their browser is sent then.
    String signIn(Asked asked, Signing signing) {
        try {
            String code = UUID.randomUUID().toString();
            String token = signing.token(usual(asked));
            codes.put(code, new Issued(token, asked.field("redirect_uri"), asked.field("code_challenge")));
            return back(asked, code, asked.issuer());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// From now on whoever comes with a browser is this person, and is sent back at once.
    void expect(Signing person) {
        visitor = person;
    }

    private void authorize(HttpExchange exchange) {
        Asked asked = asked(exchange.getRequestURI().toString());
        URI back = URI.create(asked.field("redirect_uri"))
                .resolve(signIn(asked, Objects.requireNonNull(visitor, "Nobody is expected")));
        exchange.getResponseHeaders().set("Location", back.toString());
        send(exchange, 302, "");
    }

    /// The address that brings a code back.
    static String back(Asked asked, String code, String issuer) {
        return "%s?code=%s&state=%s&iss=%s"
                .formatted(
                        URI.create(asked.field("redirect_uri")).getPath(),
                        code,
                        asked.field("state"),
                        URLEncoder.encode(issuer, UTF_8));
    }

    String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, key);
    }

    static String signed(JWTClaimsSet claims, ECKey by) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(by));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder usual(Asked asked) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(asked.issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", now.getEpochSecond())
                .claim("nonce", asked.field("nonce"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String realm = path.substring(1, path.indexOf('/', 1));
            switch (path.substring(realm.length() + 1)) {
                case "/.well-known/openid-configuration" -> send(exchange, 200, configuration(realm));
                case "/keys" -> send(exchange, 200, new JWKSet(key).toString());
                case "/token" -> token(exchange);
                case "/authorize" -> authorize(exchange);
                case "/moved" -> {
                    exchange.getResponseHeaders().set("Location", "keys");
                    send(exchange, 302, "");
                }
                default -> send(exchange, 404, "{}");
            }
        }
    }

    private String configuration(String realm) {
        String issuer = issuer(realm);
        return """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
                 "jwks_uri": "%s/keys", "response_types_supported": ["code"],
                 "code_challenge_methods_supported": ["S256"], "id_token_signing_alg_values_supported": ["ES256"],
                 "authorization_response_iss_parameter_supported": true}
                """.formatted(realm.equals("misnamed") ? issuer("another") : issuer, issuer, issuer, issuer);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
        Issued issued = codes.remove(String.valueOf(form.get("code")));
        String pair = CLIENT + ":" + URLEncoder.encode(SECRET, UTF_8);
        boolean client = ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!client) {
            send(exchange, 401, "{\"error\": \"invalid_client\"}");
        } else if (issued == null
                || !issued.redirect().equals(form.get("redirect_uri"))
                || !issued.challenge().equals(challenge(String.valueOf(form.get("code_verifier"))))) {
            send(exchange, 400, "{\"error\": \"invalid_grant\"}");
        } else {
            send(
                    exchange,
                    200,
                    "{\"token_type\": \"Bearer\", \"access_token\": \"none\", \"id_token\": \"%s\"}"
                            .formatted(issued.idToken()));
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : query.split("&")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), UTF_8));
        }
        return fields;
    }

    private static void send(HttpExchange exchange, int status, String text) {
        try {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
