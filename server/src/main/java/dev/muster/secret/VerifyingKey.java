package dev.muster.secret;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Checks signatures of a [SigningKey] and can make none. Safe for many threads.
public final class VerifyingKey {
    private static final String ALGORITHM = "Ed25519";

    private final PublicKey key;

    VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /// @param hex as [#text] gives it
    /// @throws IllegalArgumentException when it is none
    public static VerifyingKey parse(String hex) {
        try {
            var encoded = new X509EncodedKeySpec(HexFormat.of().parseHex(hex));
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no public key of Ed25519", e);
        }
    }

    /// Whether the key made a signature of this message.
    public boolean made(byte[] signature, byte[] message) {
        if (signature.length != SigningKey.BYTES) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    /// As X.509 has it, in hexadecimal.
    public String text() {
        return HexFormat.of().formatHex(key.getEncoded());
    }
}
