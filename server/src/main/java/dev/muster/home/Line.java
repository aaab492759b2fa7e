package dev.muster.home;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A few numbers as a line, in a frame of 112 by 36.
///
/// @param values at least one, the oldest first
public record Line(List<Long> values) {
    private static final double LEFT = 2;
    private static final double RIGHT = 106;
    private static final double TOP = 6;
    private static final double BOTTOM = 32;

    public Line {
        values = List.copyOf(values);
    }

    /// For a polyline: `2.0,32.0 5.6,30.6`. The largest value is at the top and the smallest at the bottom; when all
    /// are the same, half-way.
    public String points() {
        return IntStream.range(0, values.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", x(i), y(values.get(i))))
                .collect(Collectors.joining(" "));
    }

    /// Where the line ends.
    public double endX() {
        return x(values.size() - 1);
    }

    /// Where the line ends.
    public double endY() {
        return Math.round(10 * y(values.getLast())) / 10.0;
    }

    private double x(int index) {
        return values.size() == 1 ? RIGHT : LEFT + (RIGHT - LEFT) * index / (values.size() - 1);
    }

    private double y(long value) {
        long most = Collections.max(values);
        long least = Collections.min(values);
        return most == least ? (TOP + BOTTOM) / 2 : BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least);
    }
}
