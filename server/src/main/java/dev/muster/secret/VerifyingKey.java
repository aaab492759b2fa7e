package dev.muster.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/// Checks signatures of a [SigningKey] and can make none. Safe for many threads.
public final class VerifyingKey {
    private final Ed25519PublicKeyParameters key;
    private final String text;

    VerifyingKey(Ed25519PublicKeyParameters key) {
        this.key = key;
        this.text = HexFormat.of().formatHex(encoded(key));
    }

    private static byte[] encoded(Ed25519PublicKeyParameters key) {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param hex as [#text] gives it
    /// @throws IllegalArgumentException when it is none
    public static VerifyingKey parse(String hex) {
        byte[] encoded = HexFormat.of().parseHex(hex);
        try {
            if (PublicKeyFactory.createKey(encoded) instanceof Ed25519PublicKeyParameters key) {
                return new VerifyingKey(key);
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("This is no public key", e);
        }
        throw new IllegalArgumentException("This is no public key of Ed25519");
    }

    /// Whether the key made a signature of this message.
    public boolean made(byte[] signature, byte[] message) {
        if (signature.length != SigningKey.BYTES) {
            return false;
        }
        var check = new Ed25519Signer();
        check.init(false, key);
        check.update(message, 0, message.length);
        return check.verifySignature(signature);
    }

    /// As X.509 has it, in hexadecimal.
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifyingKey key && text.equals(key.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
