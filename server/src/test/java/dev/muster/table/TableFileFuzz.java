package dev.muster.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files as people bring them: each is read within its bounds, or refused in words.
public final class TableFileFuzz {
    private static final Path FILE = file();

    private TableFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException, InterruptedException {
        Files.write(FILE, input);
        try {
            TableFile file = TableFile.open(FILE);
            for (int sheet = 0; sheet < file.sheets().size(); sheet++) {
                file.read(sheet, line -> {});
            }
        } catch (BadFile refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("Refused without a word", refused);
            }
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("muster-fuzz", ".table");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
