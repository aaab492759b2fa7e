package dev.muster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a test counted and whoever runs all tests should see: `./verify` prints it in the end.
public final class Counted {
    private static final Path FOLDER = Path.of("target", "counted");

    private Counted() {}

    /// @param name of the count, the same in every run
    /// @param line in words
    public static void tell(String name, String line) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(name + ".txt"), line + "\n");
    }
}
