package dev.muster.snapshot.sheet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// Numbers, times and names of cases as they are printed, the same on every machine.
public final class Words {
    private Words() {}

    /// `9,500`
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /// `9,500 requests`, `1 request`
    public static String count(long number, String plural) {
        return count(number) + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    /// `81 s`; with a tenth below ten seconds.
    public static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return String.format(Locale.ENGLISH, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
    }

    /// A word as somebody typed it, when it looks like a word of this command: what was typed in the wrong place
    /// may be a secret.
    public static String typed(String word) {
        return word.matches("[a-z][a-z_-]{0,19}") ? "'" + word + "'" : "What was given";
    }

    /// The text as it can be written: half a surrogate pair is no character, and becomes a question mark.
    static String writable(String text) {
        return text.chars().noneMatch(each -> Character.isSurrogate((char) each))
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /// `not_available`
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
