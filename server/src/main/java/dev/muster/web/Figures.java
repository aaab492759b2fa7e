package dev.muster.web;

import java.time.Duration;
import java.util.Locale;

/// Numbers as pages write them.
public final class Figures {
    private static final String MINUS = "\u2212";

    private Figures() {}

    /// With thousands separated: `1,214`.
    public static String grouped(long number) {
        String digits = String.format(Locale.ROOT, "%,d", Math.abs(number));
        return number < 0 ? MINUS + digits : digits;
    }

    /// A change with its sign: `+3`, `−1`, `±0`.
    public static String change(long difference) {
        if (difference == 0) {
            return "±0";
        }
        return difference > 0 ? "+" + grouped(difference) : grouped(difference);
    }

    /// A share with one decimal: `41.2 %`.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share);
    }

    /// A number and what it counts: `1 team`, `1,200 teams`.
    public static String counted(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    /// A duration in seconds: `1.4 s`, and `33 s` from ten seconds on.
    public static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : grouped(Math.round(seconds)) + " s";
    }
}
