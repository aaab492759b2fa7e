package dev.muster.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's programs, unpacked beside the data: once per version, and whole or not at all.
///
/// @param folder holds `bin`, `lib` and `share`
/// @param major  release line: `18`
record PostgresPrograms(Path folder, int major) {
    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final String MARKER = "unpacked-from";
    private static final int OWNER_MAY_EXECUTE = 0100;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    /// For developers of PostgreSQL, and extensions that Muster does not use: a quarter of all files.
    private static final Pattern NOT_NEEDED =
            Pattern.compile("\\.a$|^lib/pkgconfig/|^lib/postgresql/pgxs/|^share/postgresql/extension/(?!plpgsql)");

    /// Unpacks below `data` unless this very archive was unpacked there before.
    static PostgresPrograms unpacked(PostgresArchive archive, Path data) {
        Path folder = data.resolve("postgres-" + archive.version());
        String fingerprint = archive.fingerprint();
        try {
            if (!isWhole(folder, fingerprint)) {
                unpack(archive, folder, fingerprint);
            }
        } catch (IOException e) {
            throw CannotStart.notWritten(folder, e);
        }
        return new PostgresPrograms(folder, archive.major());
    }

    Path initdb() {
        return folder.resolve("bin").resolve("initdb");
    }

    Path postgres() {
        return folder.resolve("bin").resolve("postgres");
    }

    private static boolean isWhole(Path folder, String fingerprint) throws IOException {
        Path marker = folder.resolve(MARKER);
        return Files.exists(marker) && Files.readString(marker).equals(fingerprint);
    }

    /// The folder gets its name only when complete, so that a start that was interrupted leaves nothing half-done.
    private static void unpack(PostgresArchive archive, Path folder, String fingerprint) throws IOException {
        log.info("Unpacking PostgreSQL {} into {}", archive.version(), folder);
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(unfinished);
        try {
            extract(archive, unfinished);
            Files.writeString(unfinished.resolve(MARKER), fingerprint);
            Folders.delete(folder);
            Files.move(unfinished, folder);
        } catch (IOException e) {
            Folders.delete(unfinished);
            throw e;
        }
    }

    private static void extract(PostgresArchive archive, Path target) throws IOException {
        var made = new HashSet<Path>();
        try (var files = new TarArchiveInputStream(archive.open())) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                if (isNeeded(entry)) {
                    Path file = inside(target, entry.getName());
                    Path folder = Objects.requireNonNull(file.getParent());
                    if (made.add(folder)) {
                        Folders.makeReadable(folder);
                    }
                    extract(entry, files, file);
                }
            }
        }
    }

    private static boolean isNeeded(TarArchiveEntry entry) {
        return !entry.isDirectory() && !NOT_NEEDED.matcher(entry.getName()).find();
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, file);
            boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(file, program ? PROGRAM : READABLE);
        }
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive names a file outside its folder: " + name);
        }
        return file;
    }
}
