package dev.muster.kit.client;

import java.util.Comparator;
import java.util.TreeSet;

/// The few requests that may be in flight at once. Whoever asks page after page goes before those who could ask for
/// many at once: his list takes as long as its requests follow each other, and a run ends no sooner than that. Among
/// equals the first to come goes first. Many threads may use it.
final class Places {
    private final TreeSet<Ticket> waiting =
            new TreeSet<>(Comparator.comparing(Ticket::inSeries).reversed().thenComparing(Ticket::number));
    private int free;
    private long tickets;

    /// @param count 1 or more
    Places(int count) {
        free = count;
    }

    private record Ticket(boolean inSeries, long number) {}

    /// Waits for a place and takes it, until [#leave].
    ///
    /// @param inSeries whether the one who asks has nothing else to ask meanwhile
    synchronized void enter(boolean inSeries) throws InterruptedException {
        Ticket ticket = new Ticket(inSeries, tickets++);
        waiting.add(ticket);
        try {
            while (free == 0 || !waiting.getFirst().equals(ticket)) {
                wait();
            }
            free--;
        } finally {
            waiting.remove(ticket);
            wakeNext();
        }
    }

    synchronized void leave() {
        free++;
        wakeNext();
    }

    private void wakeNext() {
        if (free > 0) {
            notifyAll();
        }
    }
}
