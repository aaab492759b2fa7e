package dev.muster.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.muster.session.SecretCode;
import java.net.URLEncoder;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// What an authenticator app and Muster both know: 160 random bits, of which each 30 seconds make a code of six digits
/// ([RFC 6238](https://www.rfc-editor.org/rfc/rfc6238), with SHA-1, the one hash that every app knows). Prints nothing.
final class TotpKey {
    private static final int BYTES = 20;
    private static final Duration STEP = Duration.ofSeconds(30);
    /// Clocks of telephones go wrong by so many steps, either way.
    private static final int STEPS_ASIDE = 1;

    private final byte[] bytes;

    private TotpKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static TotpKey random() {
        return new TotpKey(SecretCode.bytes(BYTES));
    }

    static TotpKey of(byte[] bytes) {
        return new TotpKey(bytes.clone());
    }

    /// One that [#stored] wrote.
    static TotpKey parse(String stored) {
        return new TotpKey(Base64.getDecoder().decode(stored));
    }

    /// As it is sealed.
    String stored() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// As it is typed into an app that reads no picture.
    String text() {
        return Base32.of(bytes);
    }

    /// What the picture for the app says.
    String address(String account) {
        return "otpauth://totp/Muster:%s?secret=%s&issuer=Muster"
                .formatted(URLEncoder.encode(account, UTF_8).replace("+", "%20"), text());
    }

    /// Of which step a code is, counted from 1970: the one of that moment, or one aside. Empty when of none. Takes the
    /// same time for each.
    OptionalLong step(String code, Instant now) {
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = current - STEPS_ASIDE; step <= current + STEPS_ASIDE; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(UTF_8), code.getBytes(UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /// The code of a moment, as the app shows it.
    String code(Instant at) {
        return code(at.getEpochSecond() / STEP.toSeconds());
    }

    private String code(long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(bytes, "HmacSHA1"),
                            Instant.ofEpochSecond(step * STEP.toSeconds()),
                            Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("Every key is one for HMAC", impossible);
        }
    }

    @Override
    public String toString() {
        return "TotpKey[(secret)]";
    }
}
