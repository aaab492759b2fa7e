package dev.muster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a condition, not for the clock: asks again until it holds, and fails with the last value when it never
/// does.
public final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    /// Who asks all the time keeps from its work what is waited for.
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private Eventually() {}

    /// The first value that satisfies the condition.
    public static <T> T eventually(Supplier<T> value, Predicate<T> condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Duration pause = FIRST_PAUSE;
        T last = value.get();
        while (!condition.test(last)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited %s in vain; the last value was %s".formatted(LONGEST, last));
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = longer(pause);
            last = value.get();
        }
        return last;
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
