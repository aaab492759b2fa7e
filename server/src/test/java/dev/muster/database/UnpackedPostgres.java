package dev.muster.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// PostgreSQL's programs for servers under test, unpacked once for all test runs, because unpacking takes seconds. A
/// data folder that has them looks as after its first start.
public final class UnpackedPostgres {
    private static final Path SHARED = Path.of("target", "unpacked-postgres").toAbsolutePath();

    private UnpackedPostgres() {}

    /// Puts the newest into a data folder, which need not be there yet.
    public static void into(Path data) {
        DataFolder.open(data).close();
        into(data, PostgresArchive.forThisMachine());
    }

    static void into(Path data, PostgresArchive archive) {
        Path programs = shared(archive);
        try {
            CopiedFolder.of(programs, data.resolve(SHARED.relativize(programs).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be copied into " + data, e);
        }
    }

    /// Test JVMs beside this one may want them at the same time.
    private static synchronized Path shared(PostgresArchive archive) {
        try {
            Files.createDirectories(SHARED);
            try (FileChannel channel = FileChannel.open(SHARED.resolve("lock"), CREATE, WRITE)) {
                channel.lock(); // until it is closed
                return PostgresPrograms.unpacked(archive, SHARED).folder();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + SHARED, e);
        }
    }
}
