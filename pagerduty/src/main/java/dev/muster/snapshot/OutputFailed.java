package dev.muster.snapshot;

import java.io.IOException;
import java.util.Locale;

/// What was read could not be written.
final class OutputFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputFailed(IOException cause) {
        super(cause);
    }

    /// Whether the reader of a pipe has gone, as `head` does when it has enough. That is no trouble to tell
    /// of.
    boolean isNobodyReading() {
        return why().toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /// As the system says it: `No space left on device`.
    String why() {
        return String.valueOf(getCause() == null ? null : getCause().getMessage());
    }
}
