package dev.muster.database;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder with all that is in it, whose files stay with their owners.
final class CopiedFolder {
    private CopiedFolder() {}

    /// @param to is not there yet
    static void of(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Files.copy(
                        file, to.resolve(from.relativize(file).toString()), COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
