package dev.muster.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/// Keeps the console free of what is no error while something else is told there. The log file has all of it. Named in
/// `logback-quiet.xml`.
public final class Hush extends Filter<ILoggingEvent> {
    private static volatile boolean hushed;

    /// Does work of which the console hears nothing but errors.
    static void during(Runnable work) {
        hushed = true;
        try {
            work.run();
        } finally {
            hushed = false;
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return hushed && !event.getLevel().isGreaterOrEqual(Level.ERROR) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
