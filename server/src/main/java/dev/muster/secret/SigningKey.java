package dev.muster.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import dev.muster.database.CannotStart;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Signs what has to be known as written by this Muster (Ed25519). The key follows from the master key by HKDF-SHA256,
/// so it is nowhere in the database, and every server that shares the master key has it. Safe for many threads.
public final class SigningKey {
    /// Bytes of a signature.
    public static final int BYTES = 64;

    private static final String ALGORITHM = "Ed25519";
    private static final int SEED_BYTES = 32;
    private static final byte[] PURPOSE = "muster: signatures of the audit record, 1".getBytes(US_ASCII);

    private final Supplier<KeysetHandle> masterKeys;
    private volatile Pairs pairs;

    SigningKey(Supplier<KeysetHandle> masterKeys) {
        this.masterKeys = masterKeys;
        this.pairs = Pairs.of(masterKeys.get());
    }

    /// @param from   the master keys that they follow from
    /// @param newest signs
    /// @param all    those whose signatures count
    private record Pairs(KeysetHandle from, KeyPair newest, List<PublicKey> all) {
        static Pairs of(KeysetHandle keys) {
            List<PublicKey> all = IntStream.range(0, keys.size())
                    .mapToObj(i -> pair(keys.getAt(i)).getPublic())
                    .toList();
            return new Pairs(keys, pair(keys.getPrimary()), all);
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

    private Pairs pairs() {
        KeysetHandle keys = masterKeys.get();
        Pairs last = pairs;
        if (last.from != keys) {
            last = Pairs.of(keys);
            pairs = last;
        }
        return last;
    }

    /// The signature of a message.
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pairs().newest.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing was signed, and so nothing was recorded", e);
        }
    }

    /// Whether [#sign] made a signature of this message, with the newest master key or with one before it.
    public boolean made(byte[] signature, byte[] message) {
        return verifying().stream().anyMatch(key -> key.made(signature, message));
    }

    /// What checks its signatures, and can make none: the newest first, then those of the master keys before it.
    public List<VerifyingKey> verifying() {
        Pairs now = pairs();
        return Stream.concat(Stream.of(now.newest.getPublic()), now.all.stream())
                .distinct()
                .map(VerifyingKey::new)
                .toList();
    }

    /// The public key of what is signed now, as X.509 has it, in hexadecimal: whoever has it can check signatures
    /// without this Muster.
    public String publicKey() {
        return verifying().getFirst().text();
    }

    private static KeyPair pair(KeysetHandle.Entry masterKey) {
        try {
            return pair(seed((AesGcmKey) masterKey.getKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform offers no HKDF-SHA256 or no Ed25519", e);
        }
    }

    @AccessesPartialKey
    private static byte[] seed(AesGcmKey masterKey) throws GeneralSecurityException {
        byte[] secret = masterKey.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(PURPOSE, SEED_BYTES));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The generator takes the private key from its source of random bytes, and works out the public one.
    private static KeyPair pair(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] taken = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        if (!Arrays.equals(taken, seed)) {
            throw new GeneralSecurityException("The generator did not take the key it was given");
        }
        return pair;
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
