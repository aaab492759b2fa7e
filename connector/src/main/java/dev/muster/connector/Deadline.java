package dev.muster.connector;

import java.time.Duration;

/// How long an answer may take in all, retries and waits included.
///
/// @param within more than zero
public record Deadline(Duration within) {
    public Deadline {
        if (!within.isPositive()) {
            throw new IllegalArgumentException("A deadline must leave some time, not %s".formatted(within));
        }
    }
}
