package dev.muster.command;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Lets the heap of a busy server be as large as Java would have it. The launcher keeps it tight, so that a server
/// that nobody asks for anything gives back what it does not need; under load that would have Java collect garbage
/// several times a second, which costs a tenth of the processors and makes everybody wait.
///
/// Only the launcher's own settings are touched, and only these two, which Java lets be changed while it runs. A heap
/// that an operator has said something about stays as they said.
final class BusyHeap {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /// Within that time.
    private static final int MANY_COLLECTIONS = 5;
    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";
    /// Java's own, in hundredths of the heap.
    private static final Room BUSY = new Room("40", "70");

    private final HotSpotDiagnosticMXBean java;
    private final LongSupplier collections;
    private final Room idle;
    private long seen;
    private boolean busy;

    /// How much of the heap may be free after a collection before it grows or shrinks.
    private record Room(String least, String most) {}

    /// @param collections how many there were since Java started
    BusyHeap(HotSpotDiagnosticMXBean java, LongSupplier collections) {
        this.java = java;
        this.collections = collections;
        this.idle = new Room(
                java.getVMOption(LEAST_FREE).getValue(),
                java.getVMOption(MOST_FREE).getValue());
        this.seen = collections.getAsLong();
    }

    /// Watches from now on for this process, where the launcher sized its heap.
    static void watch() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (java.getVMOption(MOST_FREE).getOrigin() == Origin.VM_CREATION) {
            var heap = new BusyHeap(java, BusyHeap::collectionsSoFar);
            Thread.ofPlatform().daemon().name("busy-heap").start(heap::lookAgainAndAgain);
        }
    }

    /// Whether there were many collections since the last look decides until the next.
    void look() {
        long now = collections.getAsLong();
        boolean many = now - seen >= MANY_COLLECTIONS;
        seen = now;
        if (many && !busy) {
            java.setVMOption(MOST_FREE, BUSY.most());
            java.setVMOption(LEAST_FREE, BUSY.least());
        } else if (!many && busy) {
            java.setVMOption(LEAST_FREE, idle.least());
            java.setVMOption(MOST_FREE, idle.most());
        }
        busy = many;
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private static long collectionsSoFar() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
