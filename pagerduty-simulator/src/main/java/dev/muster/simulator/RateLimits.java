package dev.muster.simulator;

import dev.muster.simulator.http.Quota;
import dev.muster.simulator.view.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests per bucket in windows of a minute; a window begins with its first request. Safe for many threads.
final class RateLimits {

    private static final String ON_CALLS = "/oncalls";
    static final Duration WINDOW = Duration.ofMinutes(1);

    private record Window(Instant end, int taken) {}

    private final int perMinute;
    private final int onCallsPerMinute;
    private final InstantSource clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /// @param onCallsPerMinute what `/oncalls` allows, which is counted apart from everything else
    RateLimits(int perMinute, int onCallsPerMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.onCallsPerMinute = onCallsPerMinute;
        this.clock = clock;
    }

    /// Counts one request.
    Quota take(Caller caller, String path) {
        return path.equals(ON_CALLS)
                ? take(caller.bucket() + " on-calls", onCallsPerMinute)
                : take(caller.bucket(), perMinute);
    }

    private Quota take(String bucket, int limit) {
        Instant now = clock.instant();
        var window = windows.merge(
                bucket,
                new Window(now.plus(WINDOW), 1),
                (old, fresh) -> now.isBefore(old.end()) ? new Window(old.end(), old.taken() + 1) : fresh);
        return new Quota(
                limit,
                Math.max(0, limit - window.taken()),
                Math.ceilDiv(Duration.between(now, window.end()).toMillis(), 1000),
                window.taken() > limit);
    }
}
