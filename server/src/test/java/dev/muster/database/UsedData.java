package dev.muster.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The data folder of a server that was started once and stopped: made once for all test JVMs, and copied for each test
/// that begins there, as preparing a database takes much longer.
public final class UsedData {
    /// The build removes what an earlier one left there, whose tables may be others.
    private static final Path SHARED = Path.of("target", "used-data").toAbsolutePath();

    private UsedData() {}

    /// Puts a copy where no folder is yet.
    public static void into(Path data) {
        try {
            CopiedFolder.of(shared(), data);
        } catch (IOException e) {
            throw new UncheckedIOException("A used data folder could not be copied to " + data, e);
        }
    }

    /// Test JVMs beside this one may want it at the same time.
    private static synchronized Path shared() throws IOException {
        Path used = SHARED.resolve("data");
        Files.createDirectories(SHARED);
        try (FileChannel channel = FileChannel.open(SHARED.resolve("lock"), CREATE, WRITE)) {
            channel.lock(); // until it is closed
            if (!Files.exists(used)) {
                make(used);
            }
            return used;
        }
    }

    /// Where PostgreSQL's user may pass, which the build's folder need not let.
    private static void make(Path used) throws IOException {
        Path workshop = Files.createTempDirectory("muster-used-");
        Files.setPosixFilePermissions(workshop, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = workshop.resolve("data");
        UnpackedPostgres.into(data);
        try (DataFolder folder = DataFolder.open(data)) {
            Database.open(DatabaseSettings.embedded(), folder).close();
        }
        Path whole = used.resolveSibling("data.new");
        Folders.delete(whole);
        CopiedFolder.of(data, whole);
        Files.move(whole, used);
        Folders.delete(workshop);
    }
}
