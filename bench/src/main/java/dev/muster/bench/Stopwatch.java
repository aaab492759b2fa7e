package dev.muster.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Time since it was made.
final class Stopwatch {
    private final long begun = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }

    /// The middle one; of an even number the lower of the two.
    static Duration median(Duration... times) {
        Duration[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
