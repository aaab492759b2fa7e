package dev.muster.web;

import java.util.Locale;

/// Two letters that stand for a name where there is no room for it.
public final class Initials {
    private Initials() {}

    /// First letters of the first and the last word, upper case: `Ana Maria Lima` gives `AL`, a blank name gives
    /// `?`.
    public static String of(String name) {
        String[] words = name.strip().split("\\s+");
        String first = firstLetter(words[0]);
        String last = words.length > 1 ? firstLetter(words[words.length - 1]) : "";
        return first.isEmpty() ? "?" : (first + last).toUpperCase(Locale.ROOT);
    }

    private static String firstLetter(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
    }
}
