package dev.muster.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What a backup is encrypted with. Prints nothing.
///
/// The key is Argon2id of the passphrase (64 MiB, 3 passes, one lane, 16 bytes of salt); the stream is AES-256-GCM in
/// segments of 1 MiB under keys derived by HKDF-SHA-256, as
/// [Tink](https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming) has it, so that segments cannot be
/// changed, swapped or cut off. These figures belong to the format of the file: others need another format.
public final class Passphrase {
    static final int SALT_BYTES = 16;

    private static final int SHORTEST = 12;
    private static final int MEMORY_KIB = 65_536;
    private static final int PASSES = 3;
    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;

    private final String text;

    private Passphrase(String text) {
        this.text = text;
    }

    /// @throws NotDone when it is too short to protect anything
    public static Passphrase of(String text) {
        if (text.length() < SHORTEST) {
            throw new NotDone(
                    "The passphrase has %d characters, fewer than %d.".formatted(text.length(), SHORTEST),
                    "Choose a longer one: whoever has the file can try passphrases for as long as they like.");
        }
        return new Passphrase(text);
    }

    OutputStream encrypting(OutputStream out, byte[] salt, byte[] header) throws IOException {
        try {
            return key(salt).newEncryptingStream(out, header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform offers no AES-GCM", e);
        }
    }

    InputStream decrypting(InputStream in, byte[] salt, byte[] header) throws IOException {
        try {
            return key(salt).newDecryptingStream(in, header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform offers no AES-GCM", e);
        }
    }

    private AesGcmHkdfStreaming key(byte[] salt) throws GeneralSecurityException {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY_BYTES];
        argon2.generateBytes(text.getBytes(UTF_8), key);
        return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
