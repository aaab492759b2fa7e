package dev.muster.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.InvalidInput;

/// Cursors as callers send them: one that is taken is written as it was meant.
public final class CursorFuzz {
    private static final int COLUMNS = 3;

    private CursorFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Cursor.parse(new String(input, UTF_8), COLUMNS).ifPresent(CursorFuzz::writtenAgain);
        } catch (InvalidInput refused) {
            return;
        }
    }

    private static void writtenAgain(Cursor cursor) {
        Cursor again = Cursor.parse(cursor.text(), COLUMNS).orElseThrow();
        if (!again.equals(cursor)) {
            throw new AssertionError("%s became %s".formatted(cursor, again));
        }
    }
}
