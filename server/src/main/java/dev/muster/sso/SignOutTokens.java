package dev.muster.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What of a logout token is believed
/// ([OpenID Connect Back-Channel Logout 1.0](https://openid.net/specs/openid-connect-backchannel-1_0.html)): only what
/// the provider signed, for this client, a short while ago, and nothing that was signed for another purpose. Safe for
/// many threads.
@Component
class SignOutTokens {
    /// What such a token must say that it is about.
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null);
    private static final Set<String> NEEDED = Set.of("sub", "iat", "exp", "jti", "events");
    /// What ID tokens have and these must not.
    private static final Set<String> FORBIDDEN = Set.of("nonce");

    private final Clock clock;

    SignOutTokens(Clock clock) {
        this.clock = clock;
    }

    /// @param subject whom the provider signed out
    /// @param at      when it said so
    record SignedOut(String subject, Instant at) {}

    /// @param clientId the token must be for
    /// @throws SignOnFault when anything about it is not as it must be
    SignedOut read(String token, Provider provider, String clientId) throws SignOnFault {
        try {
            JWTClaimsSet claims = processor(provider, clientId).process(token, null);
            Map<String, Object> events = claims.getJSONObjectClaim("events");
            if (!(events.get(EVENT) instanceof Map)) {
                throw notBelieved(null);
            }
            return new SignedOut(claims.getSubject(), claims.getIssueTime().toInstant());
        } catch (ParseException | BadJOSEException | JOSEException unbelievable) {
            throw notBelieved(unbelievable);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(Provider provider, String clientId) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(IdTokens.ALGORITHMS, provider.keys()));
        var exactly = new JWTClaimsSet.Builder().issuer(provider.issuer()).build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(Set.of(clientId), exactly, NEEDED, FORBIDDEN) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        });
        return processor;
    }

    private static SignOnFault notBelieved(@Nullable Exception cause) {
        String what = "A sign-out could not be believed, so nobody was signed out.";
        return cause == null ? new SignOnFault(what) : new SignOnFault(what, cause);
    }
}
