package dev.muster.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import dev.muster.database.CannotStart;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Signs what has to be known as written by this Muster (Ed25519). The key follows from the master key by HKDF-SHA256,
/// so it is nowhere in the database, and every server that shares the master key has it. Safe for many threads. Bouncy
/// Castle signs in a tenth of the time that Java's own provider takes, while whoever records next waits.
public final class SigningKey {
    /// Bytes of a signature.
    public static final int BYTES = 64;

    private static final byte[] PURPOSE = "muster: signatures of the audit record, 1".getBytes(US_ASCII);

    private final Supplier<KeysetHandle> masterKeys;
    private volatile Keys keys;

    SigningKey(Supplier<KeysetHandle> masterKeys) {
        this.masterKeys = masterKeys;
        this.keys = Keys.of(masterKeys.get());
    }

    /// @param from      the master keys that they follow from
    /// @param newest    signs
    /// @param verifying those whose signatures count, the newest first
    private record Keys(KeysetHandle from, Ed25519PrivateKeyParameters newest, List<VerifyingKey> verifying) {
        static Keys of(KeysetHandle masterKeys) {
            Ed25519PrivateKeyParameters newest = following(masterKeys.getPrimary());
            Stream<Ed25519PrivateKeyParameters> all = IntStream.range(0, masterKeys.size())
                    .mapToObj(masterKeys::getAt)
                    .map(SigningKey::following);
            return new Keys(
                    masterKeys,
                    newest,
                    Stream.concat(Stream.of(newest), all)
                            .map(key -> new VerifyingKey(key.generatePublicKey()))
                            .distinct()
                            .toList());
        }
    }

    /// The key of a Muster whose master key is there, for commands that work without a server.
    ///
    /// @throws CannotStart when it is missing, unreadable or no key
    public static SigningKey of(MasterKeyPlace masterKey) {
        if (!masterKey.exists()) {
            throw new CannotStart(
                    "The master key file %s is not there, and what an operator does is signed with it."
                            .formatted(masterKey.name()),
                    "Bring the file back, or name the one that your servers use in MUSTER_MASTER_KEY_FILE. Nothing was"
                            + " changed.");
        }
        KeysetHandle keys = masterKey.read();
        return new SigningKey(() -> keys);
    }

    private Keys keys() {
        KeysetHandle now = masterKeys.get();
        Keys last = keys;
        if (last.from != now) {
            last = Keys.of(now);
            keys = last;
        }
        return last;
    }

    /// The signature of a message.
    public byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, keys().newest);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /// Whether [#sign] made a signature of this message, with the newest master key or with one before it.
    public boolean made(byte[] signature, byte[] message) {
        return verifying().stream().anyMatch(key -> key.made(signature, message));
    }

    /// What checks its signatures, and can make none: the newest first, then those of the master keys before it.
    public List<VerifyingKey> verifying() {
        return keys().verifying;
    }

    /// The public key of what is signed now, as X.509 has it, in hexadecimal: whoever has it can check signatures
    /// without this Muster.
    public String publicKey() {
        return verifying().getFirst().text();
    }

    private static Ed25519PrivateKeyParameters following(KeysetHandle.Entry masterKey) {
        try {
            return new Ed25519PrivateKeyParameters(seed((AesGcmKey) masterKey.getKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform offers no HKDF-SHA256", e);
        }
    }

    @AccessesPartialKey
    private static byte[] seed(AesGcmKey masterKey) throws GeneralSecurityException {
        byte[] secret = masterKey.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .thenExpand(PURPOSE, Ed25519PrivateKeyParameters.KEY_SIZE));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
