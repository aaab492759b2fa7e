package dev.muster.snapshot;

import dev.muster.connector.Manual;
import dev.muster.connector.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the access token comes from: a file that is named, else the environment, else the person at the
/// terminal. Never the command line, which every user of a machine can see; should somebody give it there as the name
/// of the file, no message repeats it.
final class TokenSource {
    private static final int LONGEST = 4096;
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Manual manual;
    private final Map<String, String> environment;
    private final PrintStream err;

    TokenSource(Manual manual, Map<String, String> environment, PrintStream err) {
        this.manual = manual;
        this.environment = environment;
        this.err = err;
    }

    Secret token(@Nullable Path file) throws Misused, InterruptedException {
        if (file != null) {
            return read(file);
        }
        String given = environment.getOrDefault(manual.tokenVariable(), "").strip();
        if (!given.isEmpty()) {
            return Secret.of(given);
        }
        return Prompt.ask("%s access token (not shown): ".formatted(manual.application()))
                .map(Secret::of)
                .orElseThrow(() -> new Misused(
                        "There is no access token",
                        "Set %s, name a file with --token-file, or type it when asked at a terminal"
                                .formatted(manual.tokenVariable())));
    }

    private Secret read(Path file) throws Misused {
        String text = textOf(file).strip();
        if (text.isEmpty()) {
            throw new Misused("The token file is empty", "Write the access token into it");
        }
        warnIfOpen(file);
        return Secret.of(text);
    }

    private String textOf(Path file) throws Misused {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Misused("The token file holds more than a token", "Name another one");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new Misused(
                    "There is no file where --token-file says",
                    "Give it a path; the token itself goes into %s".formatted(manual.tokenVariable()));
        } catch (AccessDeniedException denied) {
            throw new Misused("The token file may not be read by this user", "Check its mode");
        } catch (IOException unreadable) {
            throw new Misused("The token file cannot be read", "Name a plain file");
        }
    }

    private void warnIfOpen(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.stream().anyMatch(OF_OTHERS::contains)) {
                err.printf(
                        "Warning: other users may open the token file (%s). Let only its owner read it, with chmod 600.%n",
                        PosixFilePermissions.toString(mode));
            }
        } catch (IOException | UnsupportedOperationException noMode) {
            err.println("Warning: it cannot be told who may read the token file.");
        }
    }
}
