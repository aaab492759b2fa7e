package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Secret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    /// The signature was made with OpenSSL:
    /// `printf '%s' "$id.$seconds.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64`.
    @Test
    void a_signature_is_what_others_make_of_the_same() {
        var secret = new SigningSecret(Secret.of("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        UUID id = new UUID(1, 2);
        Instant at = Instant.parse("2026-11-28T02:00:00.900Z");

        assertThat(SigningSecret.signatures(List.of(secret, secret), id, at, "{\"type\":\"webhook.test\"}"))
                .isEqualTo(
                        "v1,vVRfKBuiM6ur6TVyJ0ACOfcMkAXKlFoyrRxnQ+hDgy8= v1,vVRfKBuiM6ur6TVyJ0ACOfcMkAXKlFoyrRxnQ+hDgy8=");
    }

    @Test
    void a_secret_prints_nothing_and_no_two_are_alike() {
        SigningSecret secret = SigningSecret.random();

        assertThat(secret.text().expose()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(secret.toString()).doesNotContain(secret.text().expose());
        assertThat(SigningSecret.random().text().expose())
                .isNotEqualTo(secret.text().expose());
    }
}
