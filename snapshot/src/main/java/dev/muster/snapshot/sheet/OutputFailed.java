package dev.muster.snapshot.sheet;

import java.io.IOException;

/// What was read could not be written.
public final class OutputFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputFailed(IOException cause) {
        super(cause);
    }

    /// As the system says it, in the language of its user: `No space left on device`.
    public String why() {
        return String.valueOf(getCause() == null ? null : getCause().getMessage());
    }
}
