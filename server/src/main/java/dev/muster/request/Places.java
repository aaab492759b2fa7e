package dev.muster.request;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/// How many requests the application works on at once, and how many wait for that: together all threads of the port but
/// a few. Those few are never stuck, so that there is always one to say how the server is, or that it has too much to
/// do.
final class Places {
    private static final int MOST_AT_WORK = 40;
    private static final int KEPT_FREE = 8;
    private static final int USUAL_THREADS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore atWork;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    private Places(int atWork, int mostWaiting) {
        this.atWork = new Semaphore(atWork, true);
        this.mostWaiting = mostWaiting;
    }

    static Places of(Connector connector) {
        int threads = threads(connector);
        int usable = threads - Math.min(KEPT_FREE, threads / 2);
        int atWork = Math.min(MOST_AT_WORK, usable);
        return new Places(atWork, usable - atWork);
    }

    /// Takes a place, when one is free or becomes free before long. False when too many wait already, or for too
    /// long.
    boolean take() {
        return atWork.tryAcquire() || takeLater();
    }

    private boolean takeLater() {
        boolean mayWait = waiting.incrementAndGet() <= mostWaiting;
        try {
            return mayWait && atWork.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void giveBack() {
        atWork.release();
    }

    private static int threads(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            Executor executor = protocol.getExecutor();
            if (executor instanceof ThreadPoolExecutor pool) {
                return pool.getMaximumPoolSize();
            }
            return protocol.getMaxThreads() > 0 ? protocol.getMaxThreads() : USUAL_THREADS;
        }
        return USUAL_THREADS;
    }
}
