package dev.muster.database;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Why the server does not start, for the person at the console: one sentence on what happened, one on what to do.
/// Thrown only while starting, and only when stored data is untouched.
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    /// @param happened what happened, to what: `Port 8080 of 127.0.0.1 is taken by another program.`
    /// @param remedy   what to do now: `Stop that program, or choose another port with --port.`
    public CannotStart(String happened, String remedy) {
        this(happened, remedy, null);
    }

    /// As [#CannotStart(String, String)], with the cause for the log file.
    public CannotStart(String happened, String remedy, @Nullable Throwable cause) {
        super(happened + " " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /// What happened, one sentence.
    public String happened() {
        return happened;
    }

    /// What to do, one sentence.
    public String remedy() {
        return remedy;
    }

    /// For whatever could not be written below a folder.
    static CannotStart notWritten(Path file, IOException cause) {
        if (DiskFull.isSaidBy(String.valueOf(cause.getMessage()))) {
            return DiskFull.at(file, cause);
        }
        return new CannotStart(
                "%s could not be written (%s).".formatted(file, cause),
                "Make the folder writable for the user that runs Muster, or choose another one with --data.",
                cause);
    }
}
