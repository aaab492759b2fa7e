package dev.muster.kit.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// How often and how long one request was tried already, and how long to wait before the next attempt.
final class Patience {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT_429 = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT_429 = Duration.ofMinutes(1);

    private final int retries;
    private final Duration most;
    private int attempts;
    private int refusals;
    private Duration waited = Duration.ZERO;

    /// @param retries further attempts after a passing trouble
    /// @param most    how long the service may make one wait in all
    Patience(int retries, Duration most) {
        this.retries = retries;
        this.most = most;
    }

    /// Attempts that met a passing trouble so far.
    int attempts() {
        return attempts;
    }

    /// Time spent so far on waits that the service asked for.
    Duration waited() {
        return waited;
    }

    /// Counts a passing trouble. False when that was one too many.
    boolean allowsAnother() {
        attempts++;
        return attempts <= retries;
    }

    /// How long to wait after a passing trouble: doubled each time, with jitter so that many servers do not knock
    /// at once.
    Duration backOff() {
        return jittered(doubled(FIRST_WAIT, attempts - 1, LONGEST_BACK_OFF));
    }

    /// How long to wait after a 429: what the service asks for and a little more, or a growing time when it does
    /// not say.
    Duration wait429(@Nullable Duration asked) {
        Duration wait = asked == null ? doubled(FIRST_WAIT_429, refusals, LONGEST_WAIT_429) : later(asked);
        refusals++;
        return asked == null ? jittered(wait) : wait;
    }

    /// A little later than the service asks for: neither clocks nor the times it tells are exact.
    Duration later(Duration asked) {
        return asked.plusMillis(500);
    }

    /// Counts a wait that the service asked for. False when patience does not reach that far.
    boolean bears(Duration wait) {
        if (waited.plus(wait).compareTo(most) > 0) {
            return false;
        }
        waited = waited.plus(wait);
        return true;
    }

    private static Duration doubled(Duration first, int times, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 16));
        return wait.compareTo(most) < 0 ? wait : most;
    }

    private static Duration jittered(Duration wait) {
        long half = wait.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }
}
