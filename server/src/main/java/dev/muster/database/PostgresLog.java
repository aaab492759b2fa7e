package dev.muster.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What PostgreSQL says, in a file of its own beside the server's log.
///
/// @param file grows while PostgreSQL runs; the one before it is kept as `postgres.log.1`
record PostgresLog(Path file) {
    private static final long LARGE = 10_000_000;
    private static final int LINES_THAT_MATTER = 8;

    static PostgresLog in(Path folder) {
        return new PostgresLog(folder.resolve("postgres.log"));
    }

    /// Puts a large file aside; only while PostgreSQL does not write to it.
    void startAfresh() throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGE) {
            Files.move(file, file.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The newest lines, in one.
    String last() {
        try (var lines = Files.lines(file)) {
            List<String> all = lines.toList();
            return String.join(" | ", all.subList(Math.max(0, all.size() - LINES_THAT_MATTER), all.size()));
        } catch (IOException e) {
            return "nothing readable (%s)".formatted(e);
        }
    }

    CannotStart whyItDidNotStart() {
        String said = last();
        if (DiskFull.isSaidBy(said)) {
            return DiskFull.at(file, null);
        }
        return new CannotStart(
                "The embedded PostgreSQL did not start; its data is untouched.",
                "Read the end of %s, which says why.".formatted(file),
                new IllegalStateException(said));
    }
}
