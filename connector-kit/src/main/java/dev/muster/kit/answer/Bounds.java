package dev.muster.kit.answer;

import java.time.Duration;

/// How much is read at most before an answer is refused as none of the service's.
///
/// @param connect    time to connect
/// @param answer     time from the request to the last byte of its answer, so that a slow drip is cut too
/// @param bytes      size of one answer; as many as are in flight fit into the smallest heap together
/// @param depth      nesting of its JSON
/// @param textLength characters of one JSON string that is kept
public record Bounds(Duration connect, Duration answer, int bytes, int depth, int textLength) {
    public static final Bounds DEFAULT =
            new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(60), 8 << 20, 64, 1 << 20);

    public Bounds {
        require(connect.isPositive() && answer.isPositive(), "A time-out must leave some time");
        require(bytes > 0 && depth > 0 && textLength > 0, "The bounds of an answer must be above zero");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
