package dev.muster.witness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Lets through so many of one cause a minute, and counts those it leaves out. Knows at most [#MOST_CAUSES] at a time,
/// whatever strangers make up. Safe for many threads.
final class CauseCounts {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST_CAUSES = 5_000;

    private final int most;
    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();
    private long forgotten;

    /// @param most of one cause in a minute
    CauseCounts(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /// What was left out before one that is let through.
    ///
    /// @param same   of its cause, since the last that was let through
    /// @param others of causes that were forgotten meanwhile
    record LeftOut(long same, long others) {}

    private static final class Count {
        private Instant since;
        private int taken;
        private long leftOut;

        Count(Instant since) {
            this.since = since;
        }
    }

    /// @return empty when this one is left out
    synchronized Optional<LeftOut> take(String cause) {
        Instant now = clock.instant();
        Count count = counts.get(cause);
        if (count == null) {
            if (counts.size() >= MOST_CAUSES) {
                forgetOld(now);
            }
            if (counts.size() >= MOST_CAUSES) {
                forgotten++;
                return Optional.empty();
            }
            count = new Count(now);
            counts.put(cause, count);
        }
        if (isOver(count, now)) {
            count.since = now;
            count.taken = 0;
        }
        if (count.taken >= most) {
            count.leftOut++;
            return Optional.empty();
        }
        return Optional.of(letThrough(count));
    }

    private LeftOut letThrough(Count count) {
        count.taken++;
        var leftOut = new LeftOut(count.leftOut, forgotten);
        count.leftOut = 0;
        forgotten = 0;
        return leftOut;
    }

    private void forgetOld(Instant now) {
        for (Iterator<Count> each = counts.values().iterator(); each.hasNext(); ) {
            Count count = each.next();
            if (isOver(count, now)) {
                forgotten += count.leftOut;
                each.remove();
            }
        }
    }

    private static boolean isOver(Count count, Instant now) {
        return !count.since.plus(WINDOW).isAfter(now);
    }
}
