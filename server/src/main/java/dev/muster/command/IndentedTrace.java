package dev.muster.command;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.regex.Pattern;

/// The stack trace of an event, each line of it indented: what a stranger got into the message of an exception begins
/// no line, so it looks like no event. Named in `logback-quiet.xml`.
public final class IndentedTrace extends ThrowableProxyConverter {
    private static final Pattern FLUSH_LEFT = Pattern.compile("(?m)^(?=\\S)");
    private static final Pattern TERMINAL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f&&[^\\r\\n\\t\\u0085]]");

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        String trace = TERMINAL.matcher(super.throwableProxyToString(thrown)).replaceAll(" ");
        return FLUSH_LEFT.matcher(trace).replaceAll("    ");
    }
}
