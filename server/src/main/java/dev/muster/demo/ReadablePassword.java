package dev.muster.demo;

import java.security.SecureRandom;

/// Passwords that can be read aloud and typed, such as `bafo-kiru-temo-dila`: 16 random letters, 50 bits.
final class ReadablePassword {
    private static final String CONSONANTS = "bdfghjklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final int WORDS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReadablePassword() {}

    static String random() {
        var password = new StringBuilder();
        for (int word = 0; word < WORDS; word++) {
            if (word > 0) {
                password.append('-');
            }
            password.append(syllable()).append(syllable());
        }
        return password.toString();
    }

    private static String syllable() {
        return "" + one(CONSONANTS) + one(VOWELS);
    }

    private static char one(String letters) {
        return letters.charAt(RANDOM.nextInt(letters.length()));
    }
}
