package dev.muster.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The demo's time. While the story plays it is some day of the past, going on as fast as any other time, and moved on
/// to what happens next; after that it is the machine's. Safe for many threads.
public final class StoryTime {
    private final Clock machine = Clock.systemUTC();
    private final Clock clock = new Story(ZoneOffset.UTC);
    private volatile Duration behind = Duration.ZERO;

    /// What everybody in the demo takes the time from.
    public Clock clock() {
        return clock;
    }

    /// The machine's time, whatever the story's is.
    Instant wall() {
        return machine.instant();
    }

    /// Moves to a moment, from which time goes on.
    void moveTo(Instant moment) {
        behind = Duration.between(moment, machine.instant());
    }

    /// It is now.
    void comeToday() {
        behind = Duration.ZERO;
    }

    private final class Story extends Clock {
        private final ZoneId zone;

        private Story(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return machine.instant().minus(behind);
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Story(other);
        }
    }
}
