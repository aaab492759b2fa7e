package dev.muster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves only when a test says so.
public final class SetClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T02:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /// Called by one thread.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
