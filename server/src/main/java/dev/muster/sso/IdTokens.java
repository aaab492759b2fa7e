package dev.muster.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What of an ID token is believed: only what the provider signed, for this client, in answer to this question, a short
/// while ago. Algorithms with a shared secret are none of a provider's, and one without a signature is none at all.
/// Safe for many threads.
@Component
class IdTokens {
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    /// As providers name them.
    static final List<String> ALGORITHM_NAMES =
            ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().toList();

    private static final int LONGEST_SUBJECT = 255;
    private static final String NOT_BELIEVED =
            "The answer of the provider could not be believed, so nobody was signed in. Try again; if it stays, tell"
                    + " an Administrator of your tenant.";

    private final Clock clock;

    IdTokens(Clock clock) {
        this.clock = clock;
    }

    /// @param clientId    the token must be for, and for no other party
    /// @param nonce       the question had
    /// @param groupsClaim where groups stand
    /// @throws SignOnFault when anything about it is not as it must be
    Identity read(String token, Provider provider, String clientId, String nonce, String groupsClaim)
            throws SignOnFault {
        try {
            JWTClaimsSet claims = processor(provider, clientId, nonce).process(token, null);
            String party = claims.getStringClaim("azp");
            boolean shared = claims.getAudience().size() > 1;
            if (party == null ? shared : !party.equals(clientId)) {
                throw new SignOnFault(NOT_BELIEVED);
            }
            return identity(claims, groupsClaim);
        } catch (ParseException | BadJOSEException | JOSEException unbelievable) {
            throw new SignOnFault(NOT_BELIEVED, unbelievable);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(Provider provider, String clientId, String nonce) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys()));
        var exactly = new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .claim("nonce", nonce)
                .build();
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(clientId, exactly, Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        return processor;
    }

    private static Identity identity(JWTClaimsSet claims, String groupsClaim) throws ParseException, SignOnFault {
        String subject = claims.getSubject();
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            throw new SignOnFault(NOT_BELIEVED);
        }
        Date authenticated = claims.getDateClaim("auth_time");
        return new Identity(
                subject,
                isTrue(claims.getClaim("email_verified")) ? text(claims, "email") : "",
                text(claims, "name"),
                groups(claims.getClaim(groupsClaim)),
                authenticated == null ? null : authenticated.toInstant());
    }

    /// Some providers write it as text.
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text.strip() : "";
    }

    private static List<String> groups(@Nullable Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case List<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }
}
