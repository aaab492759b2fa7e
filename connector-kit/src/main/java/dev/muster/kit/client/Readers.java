package dev.muster.kit.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What one reading does side by side. Closing it interrupts whatever is still under way, and waits until it has ended.
///
/// All readings share their threads, since one that is made and ended again takes longer than many a request. They are
/// platform threads: on Java 25 a virtual thread that loads a class pins its carrier, and a few of them can stop every
/// other for good (docs/adr/0016). Whoever asks sees to it that no more tasks are under way than there may be threads.
/// One without work soon ends: each holds a hundred kilobytes.
public final class Readers implements AutoCloseable {
    /// Longer than any pause within a reading that is not held up by the application.
    private static final long IDLE_THREAD_LASTS_SECONDS = 20;

    private static final Executor PARTS = threads("part");
    private static final Executor FEEDS = threads("feed");

    private final Executor threads;
    private final Set<Future<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Phaser unfinished = new Phaser(1);

    private Readers(Executor threads) {
        this.threads = threads;
    }

    static Readers ofParts() {
        return new Readers(PARTS);
    }

    public static Readers ofFeeds() {
        return new Readers(FEEDS);
    }

    /// Begins a task at once.
    ///
    /// @param task lets its caller know by itself what it found
    public void begin(Runnable task) {
        var interruptible = new FutureTask<>(task, true);
        underWay.add(interruptible);
        unfinished.register();
        threads.execute(() -> {
            try {
                interruptible.run();
            } finally {
                underWay.remove(interruptible);
                unfinished.arriveAndDeregister();
            }
        });
    }

    @Override
    public void close() {
        underWay.forEach(task -> task.cancel(true));
        unfinished.arriveAndAwaitAdvance();
    }

    private static Executor threads(String what) {
        ThreadFactory named = Thread.ofPlatform()
                .daemon()
                .name("connector-%s-".formatted(what), 1)
                .factory();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_LASTS_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named);
    }
}
