package dev.muster.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The one way a healthy machine stops writing: no room left. Programs say so only in their messages.
final class DiskFull {
    private static final String SYSTEM_MESSAGE = "No space left on device";

    private DiskFull() {}

    static boolean isSaidBy(String message) {
        return message.contains(SYSTEM_MESSAGE);
    }

    static CannotStart at(Path file, @Nullable Throwable cause) {
        return new CannotStart(
                "The disk that holds %s is full.".formatted(file),
                "Free at least 300 MB there, or choose a folder on another disk with --data, then start again.",
                cause);
    }
}
