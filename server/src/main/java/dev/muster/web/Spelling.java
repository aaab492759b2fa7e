package dev.muster.web;

import java.util.Locale;
import java.util.stream.Collectors;

/// How words that were made for something else are spelled where people read them.
public final class Spelling {
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int VOWEL_SEPARATOR = 0x180E;
    private static final int NO_WIDTH_SPACE = 0x200B;
    private static final int NO_WIDTH_NO_BREAK_SPACE = 0xFEFF;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;
    private static final int WORD_JOINER = 0x2060;
    private static final int POP_ISOLATE = 0x2069;

    private Spelling() {}

    /// `the members of team Payments`: `The members of team Payments`. Not for an empty text.
    public static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Text from outside, in which nothing hides: what turns the writing direction, commands a screen or is seen by
    /// nobody is spelled out, `[U+202E]`. Otherwise a name could read as another, or as a role, in somebody's list.
    /// Letters of all scripts stay as they are, and so does what joins them, or parts of a picture.
    public static String visible(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isHidden(text.charAt(at))) {
                return spelledOut(text);
            }
        }
        return text;
    }

    private static String spelledOut(String text) {
        return text.chars()
                .mapToObj(one -> isHidden(one) ? "[U+%04X]".formatted(one) : Character.toString((char) one))
                .collect(Collectors.joining());
    }

    private static boolean isHidden(int one) {
        if (one >= ' ' && one <= '~') {
            return false;
        }
        return switch (one) {
            case '\t', '\n', '\r' -> false;
            case SOFT_HYPHEN, VOWEL_SEPARATOR, NO_WIDTH_SPACE, NO_WIDTH_NO_BREAK_SPACE -> true;
            default ->
                Character.isISOControl(one)
                        || one >= LINE_SEPARATOR && one <= RIGHT_TO_LEFT_OVERRIDE
                        || one >= WORD_JOINER && one <= POP_ISOLATE;
        };
    }

    /// The words of a type: `business_service` is `Business service`.
    public static String ofType(String type) {
        return capital(type.replace('_', ' '));
    }
}
