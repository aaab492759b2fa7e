package dev.muster.kit.transport;

import dev.muster.connector.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Until when answers are wanted. A run has no limit; a person who tests a connection waits only so long.
public final class TimeLimit {
    private final InstantSource clock;
    private final Instant end;

    private TimeLimit(InstantSource clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    public static TimeLimit none(InstantSource clock) {
        return new TimeLimit(clock, Instant.MAX);
    }

    public static TimeLimit within(Deadline deadline, InstantSource clock) {
        return new TimeLimit(clock, clock.instant().plus(deadline.within()));
    }

    /// Whether this much time is left.
    public boolean allows(Duration time) {
        return clock.instant().plus(time).isBefore(end);
    }

    /// The time wanted, or what is left of the limit if that is less; never nothing.
    public Duration cap(Duration wanted) {
        return allows(wanted) ? wanted : atLeastOneMilli(Duration.between(clock.instant(), end));
    }

    private static Duration atLeastOneMilli(Duration left) {
        return left.toMillis() > 0 ? left : Duration.ofMillis(1);
    }
}
