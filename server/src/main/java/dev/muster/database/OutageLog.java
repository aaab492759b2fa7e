package dev.muster.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/// Keeps an outage from being told again by everything that meets it: schedulers, the pool, each request. What looks
/// like a trace of one is held back until the [DatabaseWatch] has looked; if there is no outage it is logged after all.
final class OutageLog extends TurboFilter implements AutoCloseable {
    private static final String POOL = "com.zaxxer.hikari";
    private static final int MOST_HELD = 1000;

    private final DatabaseWatch watch;
    private final LoggerContext logs;
    private final Deque<Held> held = new ArrayDeque<>();

    private OutageLog(DatabaseWatch watch, LoggerContext logs) {
        this.watch = watch;
        this.logs = logs;
    }

    static OutageLog of(DatabaseWatch watch) {
        var filter = new OutageLog(watch, (LoggerContext) LoggerFactory.getILoggerFactory());
        watch.afterEachLook(filter::settle);
        filter.start();
        filter.logs.addTurboFilter(filter);
        return filter;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable fault) {
        if (format == null || !level.isGreaterOrEqual(Level.WARN) || !isTrace(logger, fault(params, fault))) {
            return FilterReply.NEUTRAL;
        }
        if (!watch.isAwayOrJustBack()) {
            hold(logger, new LoggingEvent(OutageLog.class.getName(), logger, level, format, fault, params));
        }
        return FilterReply.DENY;
    }

    /// The pool tells of broken connections without naming the fault.
    private static boolean isTrace(Logger logger, @Nullable Throwable fault) {
        boolean watching = logger.getName().equals(DatabaseWatch.class.getName());
        return !watching && (logger.getName().startsWith(POOL) || Outage.isBehind(fault));
    }

    private static @Nullable Throwable fault(Object @Nullable [] params, @Nullable Throwable fault) {
        if (fault != null || params == null || params.length == 0) {
            return fault;
        }
        return params[params.length - 1] instanceof Throwable given ? given : null;
    }

    private void hold(Logger logger, LoggingEvent event) {
        event.prepareForDeferredProcessing();
        synchronized (held) {
            if (held.size() < MOST_HELD) {
                held.add(new Held(logger, event));
            }
        }
        watch.suspect();
    }

    /// What was held before the look that has just ended is an outage's trace or it is not.
    private void settle() {
        synchronized (held) {
            while (!held.isEmpty()) {
                Held next = held.poll();
                if (!watch.isAwayOrJustBack()) {
                    next.logger().callAppenders(next.event());
                }
            }
        }
    }

    @Override
    public void close() {
        logs.getTurboFilterList().remove(this);
        settle();
    }

    private record Held(Logger logger, LoggingEvent event) {}
}
