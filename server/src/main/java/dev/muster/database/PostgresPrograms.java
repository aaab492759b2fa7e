package dev.muster.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        try (var files = new TarArchiveInputStream(archive.open())) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                extract(entry, files, inside(target, entry.getName()));
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        Folders.makeReadable(entry.isDirectory() ? file : file.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, file);
            boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
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
