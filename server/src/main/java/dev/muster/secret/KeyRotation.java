package dev.muster.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.muster.database.CannotStart;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// Seals stored values anew with the newest master key. For one thread, beside servers or without any.
public final class KeyRotation {
    /// Sealed values begin with a byte for the form and the number of the key.
    private static final int NUMBER_AT = 1;

    private final KeysetHandle keys;
    private final Aead aead;

    private KeyRotation(KeysetHandle keys) {
        this.keys = keys;
        this.aead = MasterKey.aead(keys);
    }

    /// With the keys as they are there now.
    ///
    /// @throws CannotStart when they are missing, unreadable or no keys
    public static KeyRotation with(MasterKeyPlace place) {
        return new KeyRotation(read(place));
    }

    /// Adds a new key, which seals and signs from now on. The keys before it stay there, for what they sealed and
    /// signed.
    ///
    /// @throws CannotStart when they are missing, unreadable or no keys, or cannot be replaced
    public static void addKey(MasterKeyPlace place) {
        place.replace(MasterKeys.withNewest(read(place)));
    }

    private static KeysetHandle read(MasterKeyPlace place) {
        if (!place.exists()) {
            throw new CannotStart(
                    "The master key file %s is not there; nothing was changed.".formatted(place.name()),
                    "Name the one that your servers use in MUSTER_MASTER_KEY_FILE.");
        }
        return place.read();
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
