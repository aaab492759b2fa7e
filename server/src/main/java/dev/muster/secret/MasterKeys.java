package dev.muster.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.muster.database.CannotStart;
import dev.muster.secret.MasterKeyPlace.Stamp;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys in the master key file. The newest seals and signs; the others, which a rotation left there, open what they
/// sealed and check what they signed. A file that is replaced beside a running server is read again before its next
/// use, as long as it still holds the key that was the newest. Safe for many threads.
final class MasterKeys {
    private static final Logger log = LoggerFactory.getLogger(MasterKeys.class);

    private final MasterKeyPlace place;
    private volatile Known known;

    /// @param keys what was just read from the place
    MasterKeys(MasterKeyPlace place, KeysetHandle keys) {
        this.place = place;
        this.known = Known.of(place.stamp(), keys);
    }

    private record Known(Stamp stamp, KeysetHandle keys, Aead aead) {
        static Known of(Stamp stamp, KeysetHandle keys) {
            return new Known(stamp, keys, MasterKey.aead(keys));
        }

        Known at(Stamp seen) {
            return new Known(seen, keys, aead);
        }
    }

    /// What seals with the newest key and opens with whichever fits.
    Aead aead() {
        return current().aead;
    }

    /// All of them.
    KeysetHandle all() {
        return current().keys;
    }

    private Known current() {
        Known last = known;
        Stamp stamp = place.stamp();
        if (stamp.equals(last.stamp) || stamp.equals(Stamp.NONE)) {
            return last;
        }
        Known next = again(last, stamp);
        known = next;
        return next;
    }

    /// Each state of the file is complained of once.
    private Known again(Known last, Stamp stamp) {
        try {
            KeysetHandle found = place.read();
            if (holds(found, last.keys)) {
                log.info("The master key file {} was replaced, and was read again", place.name());
                return Known.of(stamp, found);
            }
            log.error(
                    "The master key file {} was replaced by one without the key that this server seals with. It goes on"
                            + " with the key it has; a restart would not. Bring the right file back.",
                    place.name());
        } catch (CannotStart unusable) {
            log.error(
                    "The master key file {} was replaced and cannot be used, so this server goes on with the key it has: {} {}",
                    place.name(),
                    unusable.happened(),
                    unusable.remedy());
        }
        return last.at(stamp);
    }

    private static boolean holds(KeysetHandle found, KeysetHandle before) {
        return IntStream.range(0, found.size())
                .anyMatch(i ->
                        found.getAt(i).getKey().equalsKey(before.getPrimary().getKey()));
    }

    /// The number by which sealed values name the key they were sealed with.
    static int newest(KeysetHandle keys) {
        return keys.getPrimary().getId();
    }

    /// Puts a new key beside those that are there and has it seal and sign from now on.
    static KeysetHandle withNewest(KeysetHandle keys) {
        try {
            KeysetHandle.Builder more = KeysetHandle.newBuilder(keys);
            KeysetHandle.Builder.Entry entry =
                    KeysetHandle.generateEntryFromParameters(KeyFile.PARAMETERS).withRandomId();
            more.addEntry(entry);
            entry.makePrimary();
            return more.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key could be added to the master key", e);
        }
    }
}
