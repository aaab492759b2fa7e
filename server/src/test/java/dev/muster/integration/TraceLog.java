package dev.muster.integration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/// Has everything logged while it is open, at TRACE, and looks for texts in it. What is printed stays as it was.
final class TraceLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> texts;
    private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lines = new AtomicInteger();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> printing = new ArrayList<>();

    TraceLog(List<String> texts) {
        this.texts = texts;
        var onlyAsBefore = new ThresholdFilter();
        onlyAsBefore.setLevel(before.toString());
        onlyAsBefore.start();
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            Appender<ILoggingEvent> printer = all.next();
            printer.addFilter(onlyAsBefore);
            printing.add(printer);
        }
        setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        start();
        root.addAppender(this);
        root.setLevel(Level.TRACE);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
        String whole = event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
        if (texts.stream().anyMatch(whole::contains)) {
            found.add(event.getLoggerName());
        }
    }

    /// Loggers that said one of the texts.
    List<String> found() {
        return List.copyOf(found);
    }

    int lines() {
        return lines.get();
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(this);
        printing.forEach(Appender::clearAllFilters);
        stop();
    }
}
