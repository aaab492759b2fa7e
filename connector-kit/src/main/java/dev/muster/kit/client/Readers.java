package dev.muster.kit.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;

/// What one reading does side by side. Closing it interrupts whatever is still under way, and waits until it has ended.
///
/// All readings share their threads, since one that is made and ended again takes longer than many a request. They are
/// platform threads: on Java 25 a virtual thread that loads a class pins its carrier, and a few of them can stop every
/// other for good (docs/adr/0016). Whoever asks sees to it that no more tasks are under way than there may be threads;
/// a thread without work ends after a minute.
public final class Readers implements AutoCloseable {
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
        return Executors.newCachedThreadPool(Thread.ofPlatform()
                .daemon()
                .name("connector-%s-".formatted(what), 1)
                .factory());
    }
}
