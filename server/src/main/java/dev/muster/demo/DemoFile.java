package dev.muster.demo;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `demo.json` in the data folder, readable by its owner only.
record DemoFile(Path path) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static DemoFile in(Path folder) {
        return new DemoFile(folder.resolve("demo.json"));
    }

    /// What an earlier start wrote; empty when none came that far.
    ///
    /// @throws CannotStart when it cannot be read or understood
    Optional<DemoFacts> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(path), DemoFacts.class));
        } catch (NoSuchFileException firstStart) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new CannotStart(
                    "The file %s, which remembers the demo, could not be read.".formatted(path),
                    "Delete it and start again: people get new passwords, and all data stays.",
                    e);
        }
    }

    /// Readable by its owner only. The file appears whole or not at all, also when the machine stops midway.
    static void replace(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(),
                "demo",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.SYNC);
        Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    void write(DemoFacts facts) {
        try {
            replace(path, JSON.writeValueAsString(facts) + "\n");
        } catch (IOException e) {
            throw new CannotStart(
                    "The file %s, which remembers the demo, could not be written (%s).".formatted(path, e.getMessage()),
                    "Free some space there, or choose another folder with --data.",
                    e);
        }
    }
}
