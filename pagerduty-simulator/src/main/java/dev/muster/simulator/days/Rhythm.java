package dev.muster.simulator.days;

import java.time.Duration;
import java.util.Set;

/// How lively days are.
///
/// @param pace   how much happens, as a share of what usually does
/// @param joined whether people join by chance
/// @param starts when in a day the first thing may happen
/// @param lasts  how long after that things may happen
/// @param spared ids of users and teams to whom nothing happens by chance
public record Rhythm(double pace, boolean joined, Duration starts, Duration lasts, Set<String> spared) {
    /// Things happen to anybody at any time.
    public static final Rhythm USUAL = new Rhythm(1, true, Duration.ZERO, Duration.ofDays(1), Set.of());

    /// @throws IllegalArgumentException when things would happen backwards or on another day
    public Rhythm {
        if (pace < 0
                || starts.isNegative()
                || !lasts.isPositive()
                || starts.plus(lasts).compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "Things happen 0 or more times as often as usual and within a day, not %s times from %s for %s"
                            .formatted(pace, starts, lasts));
        }
        spared = Set.copyOf(spared);
    }
}
