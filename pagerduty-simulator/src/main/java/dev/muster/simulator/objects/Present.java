package dev.muster.simulator.objects;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the account takes for now, and the moment at which its life before our eyes began. Whatever a generated
/// account did before is dated from that moment back, so that it is never too old to be seen.
public final class Present {

    private InstantSource clock = InstantSource.system();
    private @Nullable Instant start;

    public synchronized void follow(InstantSource other) {
        clock = other;
    }

    synchronized Instant now() {
        return clock.instant();
    }

    /// The first moment anybody looked; from then on the same.
    synchronized Instant start() {
        if (start == null) {
            start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        return start;
    }
}
