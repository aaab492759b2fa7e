package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A stranger who gets a line break into the log writes no line of it.
class OneLineTest {
    private static final String FORGED = "2026-11-23T02:00:00.000Z  INFO 1 --- [main] Signed in: the operator";

    private final LoggerContext context = new LoggerContext();

    @Test
    void a_message_is_one_line() {
        String line = new OneLine().convert(event("No %s\r\n" + FORGED + "\u2028\u001b[2J\u0085there", null));

        assertThat(line).isEqualTo("No %s " + FORGED + " [2J there");
    }

    @Test
    void each_line_of_a_stack_trace_is_indented() {
        var trace = new IndentedTrace();
        trace.start();
        var cause = new IllegalStateException("of\r" + FORGED);

        String text =
                trace.convert(event("Failed", new IllegalArgumentException("No\n" + FORGED + "\u001b[2J", cause)));

        assertThat(text).contains(FORGED, "Caused by: ", "OneLineTest").doesNotContain("\u001b");
        assertThat(text.lines()).isNotEmpty().allMatch(line -> line.startsWith("    ") || line.startsWith("\t"));
    }

    @Test
    void every_pattern_of_the_text_log_uses_both() throws IOException {
        try (InputStream in = OneLine.class.getResourceAsStream("logback-quiet.xml")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains("<pattern>"))
                    .hasSize(3)
                    .allMatch(line -> line.contains("%line%n%trace"));
        }
    }

    private LoggingEvent event(String message, @Nullable Throwable thrown) {
        return new LoggingEvent("here", context.getLogger("test"), Level.INFO, message, thrown, null);
    }
}
