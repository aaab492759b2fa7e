package dev.muster.kit.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A clock that moves only when somebody waits, and then at once.
public final class SettableTime implements InstantSource, Pause {
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void of(Duration time) {
        waits.add(time);
        now = now.plus(time);
    }

    public synchronized void set(Instant to) {
        now = to;
    }

    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
