package dev.muster.command;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/// The message of an event as one line, whatever a stranger got into it: what would begin another line or move the
/// cursor of a terminal is a space. Named in `logback-quiet.xml`.
public final class OneLine extends MessageConverter {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    @Override
    public String convert(ILoggingEvent event) {
        return BREAKS.matcher(super.convert(event)).replaceAll(" ");
    }
}
