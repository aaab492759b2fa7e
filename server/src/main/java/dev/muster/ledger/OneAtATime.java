package dev.muster.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets one thread after the other work on the same thing, and any number on different ones. For figures that are
/// remembered: whoever waited finds them there.
///
/// Safe for many threads. A figure may ask for others on its way, as long as those do not ask for it.
public final class OneAtATime {
    private final Map<Object, ReentrantLock> turns = new ConcurrentHashMap<>();

    /// What is remembered of a thing, or else what comes of the work, which remembers it. Whoever waited for somebody
    /// else's work looks again before doing it as well.
    ///
    /// @param thing what is worked on; equal ones are the same
    /// @param known what is remembered of it; none when nothing is
    public <T> T knownOr(Object thing, Supplier<@Nullable T> known, Supplier<T> work) {
        T remembered = known.get();
        return remembered != null
                ? remembered
                : inTurn(thing, () -> {
                    T meanwhile = known.get();
                    return meanwhile != null ? meanwhile : work.get();
                });
    }

    private <T> T inTurn(Object thing, Supplier<T> work) {
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
