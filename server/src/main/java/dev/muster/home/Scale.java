package dev.muster.home;

/// Where an axis ends, so that its marks are round numbers.
final class Scale {
    private static final int[] STEPS = {1, 2, 4, 6, 8, 10};

    private Scale() {}

    /// The smallest of 2, 4, 6, 8, 10, 20, 40, 60 and so on that is no smaller than a value: a half of it is a whole
    /// number.
    static long above(long value) {
        long power = 1;
        while (true) {
            for (int step : STEPS) {
                long end = step * power;
                if (end >= value && end % 2 == 0) {
                    return end;
                }
            }
            power *= 10;
        }
    }
}
