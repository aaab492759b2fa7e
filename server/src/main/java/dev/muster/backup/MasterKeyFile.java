package dev.muster.backup;

import dev.muster.secret.MasterKeyPlace;
import dev.muster.secret.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// The master key, as a server with this folder and environment finds it.
public record MasterKeyFile(MasterKeyPlace place) {
    static final String ENTRY = "secrets/master-key.json";
    static final int LARGEST = 1 << 16;

    /// In a file of that name.
    MasterKeyFile(Path path) {
        this(MasterKeyPlace.in(path));
    }

    /// @param environment may name another place than the data folder, as [MasterKeyPlace#of] has it
    public static MasterKeyFile of(Path folder, Map<String, String> environment) {
        return new MasterKeyFile(MasterKeyPlace.of(
                folder.resolve(ENTRY),
                environment.getOrDefault("MUSTER_MASTER_KEY", ""),
                environment.getOrDefault("MUSTER_MASTER_KEY_FILE", ""),
                environment.getOrDefault("CREDENTIALS_DIRECTORY", "")));
    }

    /// As messages name it.
    public String name() {
        return place.name();
    }

    /// Where a key is written when there is none yet; only a file can be missing.
    public Path path() {
        return Path.of(place.name());
    }

    /// Whether somebody has put it there.
    public boolean exists() {
        return place.exists();
    }

    /// The key that what an operator does is signed with, read when it is asked for.
    public SigningKey signing() {
        return SigningKey.of(place);
    }

    byte[] read() {
        try {
            return place.bytes();
        } catch (IOException e) {
            throw new NotDone(
                    "The master key file %s could not be read (%s).".formatted(name(), e.getMessage()),
                    "Name it with MUSTER_MASTER_KEY_FILE, or leave out --with-secrets.",
                    e);
        }
    }

    /// @throws NotDone when another key is there, which credentials of another database may need
    void refuseAnother(byte[] key) {
        if (exists() && !Arrays.equals(read(), key)) {
            throw new NotDone(
                    "%s holds another master key than the backup brings; nothing was restored.".formatted(name()),
                    "Move that file away or leave the variable out, if no other database needs it, and restore again.");
        }
    }

    /// Puts the key there, whole or not at all, for its owner only.
    ///
    /// @return whether it was not there before
    boolean write(byte[] key) throws IOException {
        if (exists()) {
            return false;
        }
        Path path = path();
        Path folder = Objects.requireNonNull(path.getParent(), "a file has a folder");
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, onlyUs);
        }
        Path draft = Files.createTempFile(
                folder,
                "master-key",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, key, StandardOpenOption.SYNC);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
