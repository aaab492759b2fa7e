package dev.muster.request;

import dev.muster.database.DatabaseWatch;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Whether requests can be served now. Answered from memory: nobody waits for it.
@Component
public class Readiness {
    private final DatabaseWatch database;
    private volatile State state = State.STARTING;

    Readiness(DatabaseWatch database) {
        this.database = database;
    }

    /// What a balancer is told, in a word.
    public enum State {
        STARTING,
        READY,
        DATABASE_AWAY,
        STOPPING;

        /// `database-away`.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// Of this moment.
    public State now() {
        return state == State.READY && database.isAway() ? State.DATABASE_AWAY : state;
    }

    @EventListener
    void started(ApplicationReadyEvent ready) {
        state = State.READY;
    }

    @EventListener
    void stops(ContextClosedEvent closing) {
        state = State.STOPPING;
    }
}
