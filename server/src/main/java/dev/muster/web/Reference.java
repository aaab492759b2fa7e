package dev.muster.web;

import java.security.SecureRandom;

/// A short name for one failure, easy to read out: it stands on the page and in the log, and nowhere else.
final class Reference {
    /// Without letters that are mistaken for digits.
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int HALF = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    /// `7K2M-Q4VD`.
    static String next() {
        return half() + "-" + half();
    }

    private static String half() {
        return RANDOM.ints(HALF, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .reduce("", String::concat);
    }
}
