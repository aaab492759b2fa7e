package dev.muster.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends the process some seconds after it was told to stop, whatever is still running then. An orderly stop is usually
/// done in one or two; a request or a sync that nothing can interrupt must not keep the process from ending.
///
/// Its threads wait from the start on, so that at the end nothing has to be loaded or made.
final class ShutdownDeadline {
    /// Leaves PostgreSQL, which the kernel stops when this process ends, two of the ten seconds an operator waits.
    static final Duration PATIENCE = Duration.ofSeconds(8);
    /// As the kernel counts a process that SIGTERM ended.
    private static final int TERMINATED = 143;
    private static final Duration FOR_LAST_WORDS = Duration.ofMillis(200);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch said = new CountDownLatch(1);

    private ShutdownDeadline() {}

    /// Holds from now on for this process.
    static void hold() {
        var deadline = new ShutdownDeadline();
        Thread.ofPlatform().daemon().name("shutdown-deadline").start(deadline::endInTime);
        Thread.ofPlatform().daemon().name("shutdown-words").start(deadline::sayWhy);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown-begins").unstarted(deadline.told::countDown));
    }

    private void endInTime() {
        try {
            told.await();
            Thread.sleep(PATIENCE);
            over.countDown();
            said.await(FOR_LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TERMINATED);
    }

    /// Apart from the end itself: a console that nobody reads may never take a line.
    private void sayWhy() {
        try {
            over.await();
            System.err.printf(
                    "Muster was still busy %d s after it was told to stop, and was ended. Nothing that was saved is lost.%n",
                    PATIENCE.toSeconds());
            said.countDown();
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
