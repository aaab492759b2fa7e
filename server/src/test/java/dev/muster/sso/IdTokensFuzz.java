package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.net.URI;
import java.time.Clock;

/// ID tokens and logout tokens of nobody who has the key.
public final class IdTokensFuzz {
    private static final IdTokens TOKENS = new IdTokens(Clock.systemUTC());
    private static final SignOutTokens SIGN_OUTS = new SignOutTokens(Clock.systemUTC());
    private static final Provider PROVIDER = provider();

    private IdTokensFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String token = new String(input, UTF_8);
        refuse(() -> TOKENS.read(token, PROVIDER, "muster", "nonce", "groups"));
        refuse(() -> SIGN_OUTS.read(token, PROVIDER, "muster"));
    }

    private interface Reading {
        void read() throws SignOnFault;
    }

    private static void refuse(Reading reading) {
        try {
            reading.read();
        } catch (SignOnFault refused) {
            return;
        }
        throw new AssertionError("Believed what nobody signed");
    }

    private static Provider provider() {
        // Of the examples in RFC 7517: its private half is known to nobody here.
        ECKey key = new ECKey.Builder(
                        Curve.P_256,
                        new com.nimbusds.jose.util.Base64URL("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"),
                        new com.nimbusds.jose.util.Base64URL("4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"))
                .keyID("1")
                .build();
        URI nowhere = URI.create("https://provider.example/");
        return new Provider(
                "https://provider.example", nowhere, nowhere, false, false, new ImmutableJWKSet<>(new JWKSet(key)));
    }
}
