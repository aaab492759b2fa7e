package dev.muster.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.muster.database.CannotStart;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// Seals stored values anew with the newest key of a master key file. For one thread, beside servers or without any.
public final class KeyRotation {
    /// Sealed values begin with a byte for the form and the number of the key.
    private static final int NUMBER_AT = 1;

    private final KeysetHandle keys;
    private final Aead aead;

    private KeyRotation(KeysetHandle keys) {
        this.keys = keys;
        this.aead = MasterKey.aead(keys);
    }

    /// With the keys as they are in the file.
    ///
    /// @param file absolute
    /// @throws CannotStart when it is missing, unreadable or no key
    public static KeyRotation with(Path file) {
        return new KeyRotation(read(file));
    }

    /// Puts a new key into the file, which seals and signs from now on. The keys before it stay there, for what they
    /// sealed and signed.
    ///
    /// @param file absolute
    /// @throws CannotStart when it is missing, unreadable or no key, or cannot be replaced
    public static void addKey(Path file) {
        new KeyFile(file).replace(MasterKeys.withNewest(read(file)));
    }

    private static KeysetHandle read(Path file) {
        var key = new KeyFile(file);
        if (!key.exists()) {
            throw new CannotStart(
                    "The master key file %s is not there; nothing was changed.".formatted(file),
                    "Name the one that your servers use in MUSTER_MASTER_KEY_FILE.");
        }
        return key.read();
    }

    /// Whether a value is sealed with another key than the newest.
    public boolean isDue(byte[] sealed) {
        return sealed.length < NUMBER_AT + Integer.BYTES
                || ByteBuffer.wrap(sealed).getInt(NUMBER_AT) != MasterKeys.newest(keys);
    }

    /// The same, sealed with the newest key; nothing when no key of the file opens it at this place.
    public Optional<byte[]> again(SealedPlace place, byte[] sealed) {
        byte[] opened;
        try {
            opened = aead.decrypt(sealed, place.bound());
        } catch (GeneralSecurityException foreign) {
            return Optional.empty();
        }
        try {
            return Optional.of(aead.encrypt(opened, place.bound()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key seals nothing", e);
        }
    }

    /// Whether the value by which a start knows the key of its database is sealed with a key of the file.
    public boolean isOf(byte[] check) {
        return again(SealedPlace.CHECK, check).isPresent();
    }

    /// A new such value.
    public byte[] newCheck() {
        return MasterKey.sealedMark(aead);
    }
}
