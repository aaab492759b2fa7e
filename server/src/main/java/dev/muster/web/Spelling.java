package dev.muster.web;

import java.util.Locale;

/// How words that were made for the middle of a sentence, or for programs, begin a text of their own.
public final class Spelling {
    private Spelling() {}

    /// `the members of team Payments`: `The members of team Payments`. Not for an empty text.
    public static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// The words of a type: `business_service` is `Business service`.
    public static String ofType(String type) {
        return capital(type.replace('_', ' '));
    }
}
