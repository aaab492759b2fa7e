package dev.muster.kit.answer;

import java.time.Duration;
import java.util.Locale;

/// Numbers, times and foreign texts as they read in a sentence.
public final class Words {
    private Words() {}

    /// `12,000`
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /// `1 team`, `24 teams`
    public static String count(long number, String plural) {
        return count(number) + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    /// `1 is missing`, `12,000 are missing`
    public static String missing(long number) {
        return count(number) + (number == 1 ? " is missing" : " are missing");
    }

    /// `45 seconds`, `15 minutes`; minutes are rounded up.
    public static String time(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds < 120 ? count(seconds, "seconds") : count((seconds + 59) / 60, "minutes");
    }

    /// A text of someone else, in one line and cut to a length.
    public static String brief(String foreign, int length) {
        String line = foreign.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length) + "…";
    }

    /// `Acme counts 260 users`; of one, words that need no singular.
    ///
    /// @param service who counts
    public static String counts(String service, long total, String what) {
        return total == 1
                ? "%s's count of %s is 1".formatted(service, what)
                : "%s counts %s %s".formatted(service, count(total), what);
    }

    /// A value nobody has documented: `Unknown (team_lead)`. One that is in brackets already gets none around them.
    public static String unknown(String value) {
        return value.startsWith("(") && value.endsWith(")") ? "Unknown " + value : "Unknown (%s)".formatted(value);
    }
}
