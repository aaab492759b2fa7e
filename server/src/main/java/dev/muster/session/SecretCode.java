package dev.muster.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random text that lets its bearer in, and the hash of it that is stored instead. SHA-256 without salt is enough for
/// what nobody can guess.
public final class SecretCode {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private SecretCode() {}

    /// Random bytes, as many as asked.
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// 128 random bits for an address.
    public static String forLink() {
        return text(16);
    }

    /// 256 random bits that show that a form is ours.
    public static String forForm() {
        return text(32);
    }

    /// So many random bytes, as characters that need no quoting anywhere.
    static String text(int count) {
        return TEXT.encodeToString(bytes(count));
    }

    /// What is stored of a code.
    public static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
