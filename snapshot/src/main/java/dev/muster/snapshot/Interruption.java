package dev.muster.snapshot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while this is open interrupts the thread that opened it, and leaves it a moment to write what it
/// has.
final class Interruption implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::interrupt);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is what ends: it waits for the latch above, and no longer.
            return;
        }
    }

    private void interrupt() {
        worker.interrupt();
        try {
            // Whether it was time enough or not, the process ends now, with the code of its signal.
            var unused = closed.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
