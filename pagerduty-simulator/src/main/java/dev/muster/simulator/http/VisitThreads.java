package dev.muster.simulator.http;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that answer visits. Java's own pools of bounded size make a new thread for each task until they are
/// full; thousands of simulated accounts, each asked a few times, would spend most of their time on that.
public final class VisitThreads {
    private static final int AT_ONCE = 64;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private VisitThreads() {}

    /// A thread that waits is taken first, then one is made; visits above sixty-four wait for their turn.
    public static ExecutorService pool() {
        return new ThreadPoolExecutor(
                0,
                AT_ONCE,
                KEPT.toSeconds(),
                TimeUnit.SECONDS,
                new OnlyToThoseWhoWait(),
                Thread.ofPlatform().daemon().name("simulated-pagerduty-", 1).factory(),
                VisitThreads::queue);
    }

    /// There are as many threads as there may be, and none of them waits.
    private static void queue(Runnable visit, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("The simulated account is closed");
        }
        ((OnlyToThoseWhoWait) pool.getQueue()).put(visit);
    }

    /// Takes no task that no thread waits for, so that the pool makes one.
    private static final class OnlyToThoseWhoWait extends LinkedTransferQueue<Runnable> {
        @Override
        public boolean offer(Runnable visit) {
            return tryTransfer(visit);
        }
    }
}
