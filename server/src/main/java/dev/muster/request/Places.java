package dev.muster.request;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/// How many requests the application works on at once: all threads of the port but a few. Those few are never stuck in
/// the application, so that there is always one to say how the server is, or that it has too much to do.
final class Places {
    private static final int KEPT_FREE = 8;
    private static final int USUAL_THREADS = 200;

    private final Semaphore free;

    private Places(int places) {
        this.free = new Semaphore(places);
    }

    static Places of(Connector connector) {
        int threads = threads(connector);
        return new Places(threads - Math.min(KEPT_FREE, threads / 2));
    }

    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
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
