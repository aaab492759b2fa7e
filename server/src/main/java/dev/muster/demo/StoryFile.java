package dev.muster.demo;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// `demo-story` in the data folder: which day was the first of the story, and whether all of it was played. What
/// happened in the simulated accounts follows from that day alone.
record StoryFile(Path path) {
    private static final String PLAYED = " played";

    static StoryFile in(Path folder) {
        return new StoryFile(folder.resolve("demo-story"));
    }

    /// @param isPlayed whether the start that played it came to its end
    record Told(StoryDays days, boolean isPlayed) {}

    /// Empty when no story was begun here.
    ///
    /// @throws CannotStart when it cannot be read or understood
    Optional<Told> read() {
        try {
            String line = Files.readString(path).strip();
            return Optional.of(
                    new Told(new StoryDays(LocalDate.parse(line.replace(PLAYED, ""))), line.endsWith(PLAYED)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | DateTimeParseException e) {
            throw new CannotStart(
                    "The file %s, which remembers when the demo's story began, could not be read.".formatted(path),
                    "Put it back, or start a new demo on another folder with --data.",
                    e);
        }
    }

    void write(Told story) {
        try {
            DemoFile.replace(path, story.days().first() + (story.isPlayed() ? PLAYED : "") + "\n");
        } catch (IOException e) {
            throw new CannotStart(
                    "The file %s, which remembers when the demo's story began, could not be written (%s)."
                            .formatted(path, e.getMessage()),
                    "Free some space there, or choose another folder with --data.",
                    e);
        }
    }
}
