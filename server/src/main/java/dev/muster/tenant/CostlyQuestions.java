package dev.muster.tenant;

import dev.muster.database.TenantId;
import dev.muster.database.TryLater;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Bounds how many costly questions of one tenant, and of all, this server works on at once, so that neither
/// connections nor request threads run out for everybody else. Safe for many threads.
@Component
public class CostlyQuestions {
    /// Connections are 10.
    private static final int AT_ONCE = 3;
    private static final int AT_ONCE_OF_ALL = 6;
    private static final int IN_LINE = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    private final Duration patience;
    private final Semaphore all = new Semaphore(AT_ONCE_OF_ALL, true);
    private final Map<TenantId, Desk> desks = new ConcurrentHashMap<>();

    /// A tenant's: who is answered, and who may stand there at all.
    private record Desk(Semaphore answered, Semaphore present) {
        static Desk open(TenantId tenant) {
            return new Desk(new Semaphore(AT_ONCE, true), new Semaphore(AT_ONCE + IN_LINE));
        }
    }

    @Autowired
    CostlyQuestions() {
        this(PATIENCE);
    }

    CostlyQuestions(Duration patience) {
        this.patience = patience;
    }

    /// Waits for its turn, at most 5 seconds.
    ///
    /// @return to be run once, when the question is answered
    /// @throws TryLater when too many were asked before
    public Runnable begin(TenantId tenant) {
        Desk desk = desks.computeIfAbsent(tenant, Desk::open);
        if (!desk.present().tryAcquire()) {
            throw tooMany();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        if (!isFree(desk.answered(), deadline)) {
            desk.present().release();
            throw tooMany();
        }
        if (!isFree(all, deadline)) {
            desk.answered().release();
            desk.present().release();
            throw tooMany();
        }
        return () -> {
            all.release();
            desk.answered().release();
            desk.present().release();
        };
    }

    private static boolean isFree(Semaphore place, long deadline) {
        try {
            return place.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static TryLater tooMany() {
        return new TryLater(
                "Muster is working on as many large questions of your tenant as it does at once. Nothing was changed."
                        + " Wait for one to end, then ask again.",
                AGAIN_AFTER);
    }
}
