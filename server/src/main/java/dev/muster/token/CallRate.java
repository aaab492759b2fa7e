package dev.muster.token;

import dev.muster.database.CannotStart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How often one token may call this server: so many times in each minute. Each server counts for itself, so several
/// behind a load balancer together let more through. Safe for many threads.
@Component
public class CallRate {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /// Beyond so many tokens those of minutes that are over are forgotten.
    private static final int MANY = 10_000;

    private final ConcurrentHashMap<UUID, Minute> minutes = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    /// @param most `MUSTER_API_CALLS_PER_MINUTE`, calls of one token in a minute, 1 to 999,999,999; 1,200 unless set
    CallRate(@Value("${muster.api-calls-per-minute:1200}") String most, Clock clock) {
        this.most = number(most.strip());
        this.clock = clock;
    }

    private static int number(String most) {
        if (most.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(most);
        }
        throw new CannotStart(
                "MUSTER_API_CALLS_PER_MINUTE is '%s', which is no number of calls.".formatted(most),
                "Set a whole number from 1 to 999,999,999, or leave it out for 1,200.");
    }

    private record Minute(Instant end, int calls) {}

    /// What became of a call.
    ///
    /// @param limit     calls in a minute
    /// @param remaining calls that are left of them; negative when this one is too many
    /// @param reset     seconds until a new minute begins, 1 to 60
    record Taken(int limit, int remaining, long reset) {
        boolean isTooMany() {
            return remaining < 0;
        }
    }

    Taken take(UUID token) {
        Instant now = clock.instant();
        if (minutes.size() > MANY) {
            minutes.values().removeIf(minute -> !minute.end().isAfter(now));
        }
        Minute minute = minutes.compute(
                token,
                (id, before) -> before == null || !before.end().isAfter(now)
                        ? new Minute(now.plus(WINDOW), 1)
                        : new Minute(before.end(), Math.min(before.calls(), most) + 1));
        long reset = Math.max(1, (Duration.between(now, minute.end()).toMillis() + 999) / 1000);
        return new Taken(most, most - minute.calls(), reset);
    }
}
