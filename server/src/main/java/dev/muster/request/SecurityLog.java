package dev.muster.request;

import dev.muster.edge.MusterUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// A line in the log for each [SecurityEvent]: from which address, by whom where that is known, in which request.
/// Nothing that somebody typed is in it. Of one kind there are at most [#MOST] lines a minute, so that strangers cannot
/// fill the disk; how many were left out is said afterwards. Safe for many threads.
@Component
public class SecurityLog {
    static final int MOST = 100;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger("security");

    private final Clock clock;
    private final Map<SecurityEvent, Count> counts = new EnumMap<>(SecurityEvent.class);

    SecurityLog(Clock clock) {
        this.clock = clock;
    }

    private static final class Count {
        private final Instant since;
        private int events;

        Count(Instant since) {
            this.since = since;
        }
    }

    /// Says that it happened in this request.
    public void tell(SecurityEvent event, HttpServletRequest request) {
        if (!takes(event)) {
            return;
        }
        String path = MusterUrl.within(request);
        log.atInfo()
                .addKeyValue("event", event.word())
                .addKeyValue("address", request.getRemoteAddr())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path)
                .log("{}: from {} by {} {}", event.words(), request.getRemoteAddr(), request.getMethod(), path);
    }

    private synchronized boolean takes(SecurityEvent event) {
        Instant now = clock.instant();
        Count count = counts.get(event);
        if (count == null || !count.since.plus(WINDOW).isAfter(now)) {
            if (count != null && count.events > MOST) {
                log.info("{}: {} times more since {}", event.words(), count.events - MOST, count.since);
            }
            count = new Count(now);
            counts.put(event, count);
        }
        count.events++;
        return count.events <= MOST;
    }
}
