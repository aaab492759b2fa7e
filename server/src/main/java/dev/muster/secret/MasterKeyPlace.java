package dev.muster.secret;

import com.google.crypto.tink.KeysetHandle;
import dev.muster.connector.Secret;
import dev.muster.database.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// Where the master key is: a Tink keyset in JSON, in a file or in the environment.
public abstract sealed class MasterKeyPlace permits KeyFile, GivenKey {
    /// Below the folder in which systemd gives a service its credentials.
    private static final String CREDENTIAL = "muster-master-key";

    MasterKeyPlace() {}

    /// What changes when a file is replaced or written to.
    ///
    /// @param identity which file the name leads to
    record Stamp(@Nullable FileTime changed, @Nullable Object identity) {
        /// Of a file that is not there, and of what cannot change.
        static final Stamp NONE = new Stamp(null, null);
    }

    /// The first of these that is said: the key itself, the name of a file, a credential of systemd's, the data folder.
    ///
    /// @param inFolder    file in the data folder
    /// @param given       `MUSTER_MASTER_KEY`; empty for none
    /// @param named       `MUSTER_MASTER_KEY_FILE`; empty for none
    /// @param credentials `CREDENTIALS_DIRECTORY`, as systemd names it to a service; empty for none
    /// @throws CannotStart when both a key and a file are named
    public static MasterKeyPlace of(Path inFolder, String given, String named, String credentials) {
        if (!given.isBlank()) {
            if (!named.isBlank()) {
                throw new CannotStart(
                        "Both MUSTER_MASTER_KEY and MUSTER_MASTER_KEY_FILE are set, and only one can be the master key.",
                        "Leave out the one that is not meant.");
            }
            return new GivenKey(Secret.of(given.strip()));
        }
        if (!named.isBlank()) {
            return in(Path.of(named));
        }
        Path credential = Path.of(credentials, CREDENTIAL);
        return in(!credentials.isBlank() && Files.exists(credential) ? credential : inFolder);
    }

    /// In a file.
    public static MasterKeyPlace in(Path file) {
        return new KeyFile(file.toAbsolutePath().normalize());
    }

    /// As messages name it: the path of a file, or the name of a variable.
    public abstract String name();

    /// Whether there is something.
    public abstract boolean exists();

    /// The keyset as it stands there, for an encrypted backup.
    ///
    /// @throws IOException when a file cannot be read
    public abstract byte[] bytes() throws IOException;

    abstract Stamp stamp();

    /// @throws CannotStart when it cannot be read or is no key
    abstract KeysetHandle read();

    /// Makes a new key.
    ///
    /// @throws CannotStart when it cannot be written
    abstract KeysetHandle create();

    /// Takes back what [#create] wrote.
    abstract void delete();

    /// Puts these keys in the place of those that are there, whole or not at all.
    ///
    /// @throws CannotStart when that cannot be; then all is as it was
    abstract void replace(KeysetHandle keys);
}
