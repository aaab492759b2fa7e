package dev.muster.snapshot;

import java.time.Duration;
import java.util.Locale;

/// Numbers, times and names of cases as they are printed, the same on every machine.
final class Words {
    private Words() {}

    /// `9,500`
    static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /// `9,500 requests`, `1 request`
    static String count(long number, String plural) {
        return count(number) + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    /// `81 s`; with a tenth below ten seconds.
    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return String.format(Locale.ENGLISH, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
    }

    /// `not_available`
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
