package dev.muster.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.connector.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What calls of one webhook are signed with, as [Standard Webhooks](https://www.standardwebhooks.com) says it.
///
/// @param text `whsec_` and 32 random bytes in Base64
record SigningSecret(Secret text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    static SigningSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(Secret.of(PREFIX + Base64.getEncoder().encodeToString(bytes)));
    }

    /// Value of the header `webhook-signature`: one signature by each secret, with a space between them.
    static String signatures(List<SigningSecret> secrets, UUID id, Instant at, String body) {
        return secrets.stream().map(secret -> secret.sign(id, at, body)).collect(Collectors.joining(" "));
    }

    /// `v1,` and the HMAC of id, seconds since 1970 and body, with dots between them, in Base64.
    String sign(UUID id, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(
                    new SecretKeySpec(Base64.getDecoder().decode(text.expose().substring(PREFIX.length())), ALGORITHM));
            byte[] signature = mac.doFinal(
                    "%s.%d.%s".formatted(id, at.getEpochSecond(), body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }
}
