package dev.muster.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one thread after the other work on the same thing, and any number on different ones. For figures that are
/// remembered: whoever waited finds them there.
///
/// Safe for many threads. A figure may ask for others on its way, as long as those do not ask for it.
public final class OneAtATime {
    private final Map<Object, ReentrantLock> turns = new ConcurrentHashMap<>();

    /// @param thing what is worked on; equal ones are the same
    public <T> T of(Object thing, Supplier<T> work) {
        ReentrantLock turn = turns.computeIfAbsent(thing, first -> new ReentrantLock());
        turn.lock();
        try {
            return work.get();
        } finally {
            turns.remove(thing, turn);
            turn.unlock();
        }
    }
}
