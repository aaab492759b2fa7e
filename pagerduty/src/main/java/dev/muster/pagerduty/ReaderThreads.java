package dev.muster.pagerduty;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// Where the threads come from that read side by side. They are platform threads: on Java 25 a virtual thread that
/// loads a class pins its carrier, and a few of them can stop every other for good (docs/adr/0016).
final class ReaderThreads {
    private ReaderThreads() {}

    /// A pool for the time of one reading. A thread that has nothing to do is taken before another is made; whoever
    /// asks sees to it that no more tasks are under way than there may be threads.
    ///
    /// @param what what its threads read, for their names
    static ExecutorService pool(String what) {
        ThreadFactory named = Thread.ofPlatform()
                .daemon()
                .name("pagerduty-%s-".formatted(what), 1)
                .factory();
        return Executors.newCachedThreadPool(named);
    }
}
