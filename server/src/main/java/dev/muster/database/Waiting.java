package dev.muster.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for something outside this process, which cannot tell us when it happens.
final class Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Waiting() {}

    /// Looks until the condition holds.
    ///
    /// @return whether it held in time
    static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
