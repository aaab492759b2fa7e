package dev.muster.command;

import dev.muster.backup.NotDone;
import dev.muster.backup.Passphrase;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a passphrase comes from: a file, the environment or the keyboard, never an argument, which others could see.
final class PassphraseOptions {
    private static final String VARIABLE = "MUSTER_BACKUP_PASSPHRASE";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the passphrase; without it MUSTER_BACKUP_PASSPHRASE counts, and then the"
                    + " keyboard is asked.")
    @Nullable
    Path file;

    /// The passphrase of a file that exists.
    Passphrase known() {
        String given = given();
        return Passphrase.of(given != null ? given : asked(console(), "Passphrase of the backup: "));
    }

    /// The passphrase of a new file, when somebody wants it encrypted or names a file that holds one; otherwise
    /// none.
    @Nullable
    Passphrase chosenIf(boolean encrypt) {
        return encrypt || file != null ? chosen() : null;
    }

    /// Typed twice when it is typed.
    private Passphrase chosen() {
        String given = given();
        if (given != null) {
            return Passphrase.of(given);
        }
        Console console = console();
        String first = asked(console, "Passphrase for the backup: ");
        if (!first.equals(asked(console, "Once more: "))) {
            throw new NotDone("The two passphrases differ, so nothing was written.", "Run the command again.");
        }
        return Passphrase.of(first);
    }

    private @Nullable String given() {
        String variable = System.getenv(VARIABLE);
        return file != null ? firstLine(file) : variable == null || variable.isEmpty() ? null : variable;
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new NotDone(
                    "The passphrase file %s could not be read (%s).".formatted(file, e.getMessage()),
                    "Name a file that this user may read with --passphrase-file.",
                    e);
        }
    }

    private static Console console() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new NotDone(
                    "A passphrase is needed, and there is no keyboard to ask.",
                    "Name a file that holds it with --passphrase-file, or set %s.".formatted(VARIABLE));
        }
        return console;
    }

    private static String asked(Console console, String question) {
        char[] typed = console.readPassword("%s", question);
        String text = typed == null ? "" : new String(typed);
        if (typed != null) {
            Arrays.fill(typed, ' ');
        }
        return text;
    }
}
