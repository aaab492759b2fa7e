package dev.muster.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.muster.database.CannotStart;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file that holds the master key, readable by its owner only.
final class KeyFile extends MasterKeyPlace {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOR_OTHERS =
            EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    static final AesGcmParameters PARAMETERS = PredefinedAeadParameters.AES256_GCM;

    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    /// @param path absolute
    KeyFile(Path path) {
        this.path = path;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    Stamp stamp() {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.fileKey());
        } catch (IOException gone) {
            return Stamp.NONE;
        }
    }

    /// The key in the file. A file that more than its owner may read is closed to them, and that is said; they may
    /// have read it before.
    ///
    /// @throws CannotStart when it cannot be read, is no key, or stays open to every user of the machine
    @Override
    KeysetHandle read() {
        try {
            AeadConfig.register();
            closeToOthers();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(path), InsecureSecretKeyAccess.get());
        } catch (IOException e) {
            throw new CannotStart(
                    "The master key file %s could not be read.".formatted(path),
                    "Make it readable for the user that runs Muster.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new CannotStart(
                    "The file %s holds no master key.".formatted(path),
                    "Bring back the file from your backup, or name the right one in MUSTER_MASTER_KEY_FILE.",
                    e);
        }
    }

    /// A group that was given the file on purpose keeps it where the file is not ours to change: this is how
    /// container platforms hand out secrets.
    private void closeToOthers() throws IOException {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
        if (OWNER_ONLY.containsAll(found)) {
            return;
        }
        String mode = PosixFilePermissions.toString(found);
        try {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            log.warn("The master key file {} was open to other users ({}); now only its owner may read it", path, mode);
        } catch (IOException notOurs) {
            if (!Collections.disjoint(found, FOR_OTHERS)) {
                throw new CannotStart(
                        "The master key file %s is open to every user of this machine (%s).".formatted(path, mode),
                        "Let only the user that runs Muster read it (chmod 600), or name another file in"
                                + " MUSTER_MASTER_KEY_FILE.",
                        notOurs);
            }
        }
    }

    /// Writes a new key and reads it; the file of another server that does the same at this moment wins. The file
    /// appears whole or not at all, also when the machine stops midway.
    @Override
    KeysetHandle create() {
        try {
            AeadConfig.register();
            KeysetHandle key = KeysetHandle.generateNew(PARAMETERS);
            write(TinkJsonProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()));
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform offers no AES-GCM", e);
        } catch (FileAlreadyExistsException anotherServerWasFirst) {
            return read();
        } catch (IOException e) {
            throw new CannotStart(
                    "The master key file %s could not be written.".formatted(path),
                    "Make its folder writable for the user that runs Muster, and see that the disk is not full.",
                    e);
        }
    }

    @Override
    void delete() {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new CannotStart(
                    "The master key file %s was made in vain and could not be deleted.".formatted(path),
                    "Delete it by hand and start again.",
                    e);
        }
    }

    @Override
    void replace(KeysetHandle keys) {
        try {
            Path draft = draft(TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
            try {
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key cannot be written down", e);
        } catch (IOException e) {
            throw new CannotStart(
                    "The master key file %s could not be replaced and is as it was.".formatted(path),
                    "Make its folder writable for the user that runs Muster. Where the file is given to servers from"
                            + " elsewhere, rotate a copy of it and hand that out.",
                    e);
        }
    }

    private void write(String keyset) throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ENTERS));
        }
        Path draft = draft(keyset);
        try {
            Files.createLink(path, draft);
        } finally {
            Files.delete(draft);
        }
    }

    private Path draft(String keyset) throws IOException {
        Path draft = Files.createTempFile(
                folder(), "master-key", ".draft", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(draft, keyset, StandardOpenOption.SYNC);
        return draft;
    }

    private Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file has a folder");
    }
}
