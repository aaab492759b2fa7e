package dev.muster.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/// What stands between the fields of a CSV file: whichever its first line has most of.
enum Separator {
    COMMA(',', "separated by commas"),
    SEMICOLON(';', "separated by semicolons"),
    TAB('\t', "separated by tabs");

    private static final int LONGEST_HEADING = 100_000;

    private final char character;
    private final String words;

    Separator(char character, String words) {
        this.character = character;
        this.words = words;
    }

    char character() {
        return character;
    }

    String words() {
        return words;
    }

    static Separator of(TextEncoding encoding, Path file) throws IOException {
        int[] found = new int[values().length];
        boolean quoted = false;
        try (Reader text = encoding.reader(file)) {
            for (int read = 0; read < LONGEST_HEADING; read++) {
                int c = text.read();
                if (c < 0 || (!quoted && (c == '\n' || c == '\r'))) {
                    break;
                }
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted) {
                    count(found, c);
                }
            }
        } catch (CharacterCodingException wrong) {
            throw encoding.wrongAfter(0);
        }
        Separator most = COMMA;
        for (Separator one : values()) {
            most = found[one.ordinal()] > found[most.ordinal()] ? one : most;
        }
        return most;
    }

    private static void count(int[] found, int c) {
        for (Separator one : values()) {
            if (one.character == c) {
                found[one.ordinal()]++;
            }
        }
    }
}
