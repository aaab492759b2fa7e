package dev.muster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.session.SecretCode;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What is stored of a password: Argon2id with its cost and its salt, as the [reference
/// implementation](https://github.com/P-H-C/phc-winner-argon2) writes them.
///
/// @param cost     of this hash
/// @param salt     16 bytes
/// @param computed 32 bytes
record PasswordHash(PasswordCost cost, byte[] salt, byte[] computed) {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern STORED =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /// A salt that nothing was hashed with yet.
    static byte[] newSalt() {
        return SecretCode.bytes(SALT_BYTES);
    }

    /// Takes the time and the memory that guessing is to take.
    static PasswordHash of(String password, PasswordCost cost, byte[] salt) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] computed = new byte[HASH_BYTES];
        argon2.generateBytes(password.getBytes(UTF_8), computed);
        return new PasswordHash(cost, salt, computed);
    }

    /// The hash of another password by the same cost and salt.
    PasswordHash likewise(String password) {
        return of(password, cost, salt);
    }

    /// @throws IllegalArgumentException when it is none of ours
    static PasswordHash parse(String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A stored password has another form than Argon2id");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new PasswordHash(
                PasswordCost.stored(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))),
                base64.decode(parts.group(3)),
                base64.decode(parts.group(4)));
    }

    boolean isMadeLike(PasswordHash other) {
        return cost.equals(other.cost) && Arrays.equals(salt, other.salt);
    }

    /// Whether both are of one password; takes the same time wherever they differ.
    boolean isSameAs(PasswordHash other) {
        return isMadeLike(other) & MessageDigest.isEqual(computed, other.computed);
    }

    /// As it is stored.
    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        cost.memoryKib(), cost.passes(), base64.encodeToString(salt), base64.encodeToString(computed));
    }

    @Override
    public String toString() {
        return "PasswordHash[(secret)]";
    }
}
