package dev.muster.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muster.secret.SigningKey;
import dev.muster.secret.VerifyingKey;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An entry's place in its chain.
///
/// @param number    from 1; 0 before the first
/// @param hash      of the entry and of all before it
/// @param signature of that hash; none on entries of versions that did not sign
record Link(long number, byte[] hash, byte @Nullable [] signature) {
    static final Link BEFORE_FIRST = new Link(0, ChainHash.beforeFirst(), null);

    /// A signature of anything else never counts as one of an entry.
    private static final byte[] PURPOSE = "muster: entry of the audit record, 1 ".getBytes(US_ASCII);

    static Link signed(long number, byte[] hash, SigningKey key) {
        return new Link(number, hash, key.sign(message(hash)));
    }

    boolean isSignedBy(SigningKey key) {
        return signature != null && key.made(signature, message(hash));
    }

    boolean isSignedBy(VerifyingKey key) {
        return signature != null && key.made(signature, message(hash));
    }

    /// The hash in hexadecimal.
    String hex() {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] message(byte[] hash) {
        return ByteBuffer.allocate(PURPOSE.length + hash.length)
                .put(PURPOSE)
                .put(hash)
                .array();
    }
}
