package dev.muster.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A credential in memory. Prints nothing, compares in constant time, and gives its text only to [#expose], so that
/// every use can be searched for.
public final class Secret {
    private static final int FINGERPRINT_BYTES = 6;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException when empty: an absent secret is absent, not blank
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A secret cannot be empty");
        }
        return new Secret(text);
    }

    /// The credential itself. For the request that needs it and for sealing, nowhere else.
    public String expose() {
        return text;
    }

    /// The last four characters, which is all a page may show; nothing of a credential shorter than twelve.
    public String lastFour() {
        return text.length() < 12 ? "" : text.substring(text.length() - 4);
    }

    /// The first 48 bits of its SHA-256 in three groups, `9f3c 51e0 a7d2`: tells two credentials apart, reveals
    /// neither.
    public String fingerprint() {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES).replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
