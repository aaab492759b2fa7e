package dev.muster.snapshot;

import java.util.Random;
import java.util.stream.LongStream;

/// Texts of few different signs, so that equal ones come up often: of one, two, three and four bytes each.
public final class RandomText {
    private static final int[] SIGNS = {'a', 'b', '/', ' ', 'ü', '日', 0x1F692};

    private RandomText() {}

    /// Two seeds for ever, and others each time; a report names them.
    public static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(8));
    }

    /// @param longest in signs; 0 or more are in it
    public static String of(Random random, int longest) {
        int length = random.nextInt(longest + 1);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(SIGNS[random.nextInt(SIGNS.length)]);
        }
        return text.toString();
    }
}
