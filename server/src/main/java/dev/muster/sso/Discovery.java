package dev.muster.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.muster.kit.transport.Loopback;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds out about providers from their issuers, and remembers it for ten minutes. Safe for many threads.
@Component
class Discovery {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 1000;

    private final ProviderHost host;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Discovery(ProviderHost host, JsonMapper json, Clock clock) {
        this.host = host;
        this.json = json;
        this.clock = clock;
    }

    private record Known(Provider provider, Instant until) {}

    /// The provider of an issuer.
    ///
    /// @throws SignOnFault when it cannot be used
    Provider of(String issuer) throws SignOnFault {
        Known remembered = known.get(issuer);
        if (remembered != null && remembered.until().isAfter(clock.instant())) {
            return remembered.provider();
        }
        Provider provider = ask(issuer);
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        known.put(issuer, new Known(provider, clock.instant().plus(KEPT)));
        return provider;
    }

    /// Asks the provider of an issuer anew, for its keys too.
    ///
    /// @return how many keys it signs with
    /// @throws SignOnFault when it cannot be used
    int test(String issuer) throws SignOnFault {
        Provider provider = ask(issuer);
        var signing = new JWKMatcher.Builder()
                .keyTypes(KeyType.RSA, KeyType.EC)
                .keyUses(KeyUse.SIGNATURE, null)
                .build();
        try {
            List<JWK> keys = provider.keys().get(new JWKSelector(signing), null);
            if (keys.isEmpty()) {
                throw new SignOnFault(
                        "The provider lists no key by which Muster could check what it signs: RSA or EC.");
            }
            return keys.size();
        } catch (JOSEException unread) {
            throw new SignOnFault("The keys of the provider could not be read: " + unread.getMessage(), unread);
        }
    }

    private Provider ask(String issuer) throws SignOnFault {
        URI address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        JsonNode told = read(address, host.get(address));
        if (!issuer.equals(told.path("issuer").asString(""))) {
            throw new SignOnFault("The provider at %s calls itself %s. Enter that as issuer, character by character."
                    .formatted(issuer, told.path("issuer").asString("nothing at all")));
        }
        requireOneOf(told, "response_types_supported", List.of("code"));
        requireOneOf(told, "code_challenge_methods_supported", List.of("S256"));
        requireOneOf(told, "id_token_signing_alg_values_supported", IdTokens.ALGORITHM_NAMES);
        List<String> ways = texts(told.path("token_endpoint_auth_methods_supported"));
        boolean inForm = !ways.isEmpty() && !ways.contains("client_secret_basic");
        return new Provider(
                issuer,
                endpoint(told, "authorization_endpoint", issuer),
                endpoint(told, "token_endpoint", issuer),
                inForm,
                told.path("authorization_response_iss_parameter_supported").asBoolean(false),
                keys(endpoint(told, "jwks_uri", issuer)));
    }

    private JsonNode read(URI address, String text) throws SignOnFault {
        try {
            return json.readTree(text);
        } catch (JacksonException noJson) {
            throw new SignOnFault(
                    "%s answered something other than a provider's configuration. Check the issuer.".formatted(address),
                    noJson);
        }
    }

    /// What a provider says nothing about is tried.
    private static void requireOneOf(JsonNode told, String field, List<String> needed) throws SignOnFault {
        List<String> offered = texts(told.path(field));
        if (!offered.isEmpty() && offered.stream().noneMatch(needed::contains)) {
            throw new SignOnFault("The provider offers none of what Muster needs in %s: %s."
                    .formatted(field, String.join(", ", needed)));
        }
    }

    /// Somebody else's machine does not lead Muster back to its own.
    private static URI endpoint(JsonNode told, String field, String issuer) throws SignOnFault {
        try {
            URI address = URI.create(told.path(field).asString(""));
            boolean local = "https".equals(address.getScheme())
                    || Loopback.is(String.valueOf(URI.create(issuer).getHost()));
            if (local && ProviderHost.isSafe(address)) {
                return address;
            }
            throw new SignOnFault("The provider's %s is not an https address.".formatted(field));
        } catch (IllegalArgumentException noAddress) {
            throw new SignOnFault("The provider's %s is no address.".formatted(field), noAddress);
        }
    }

    /// Kept for five minutes; an unknown key makes it ask again, at most twice in half a minute.
    private JWKSource<SecurityContext> keys(URI address) throws SignOnFault {
        try {
            return JWKSourceBuilder.<SecurityContext>create(address.toURL(), asked -> resource(address))
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException noAddress) {
            throw new SignOnFault("The provider's jwks_uri is no address.", noAddress);
        }
    }

    private Resource resource(URI address) throws IOException {
        try {
            return new Resource(host.get(address), "application/json");
        } catch (SignOnFault fault) {
            throw new IOException(fault.sentence(), fault);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString("")));
        return texts;
    }
}
