package dev.muster.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muster.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class SecurityLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("security");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SettableClock clock = new SettableClock();
    private final SecurityLog security = new SecurityLog(clock);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listen_no_more() {
        logger.detachAppender(lines);
    }

    @Test
    void a_line_says_what_happened_from_where_and_nothing_of_the_query() {
        var request = new MockHttpServletRequest("POST", "/set-password");
        request.setQueryString("code=canary");
        request.setRemoteAddr("192.0.2.7");

        security.tell(SecurityEvent.FORGED_FORM, request);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .isEqualTo("A form came without the token of our pages: from 192.0.2.7 by POST /set-password");
            assertThat(line.getKeyValuePairs().toString())
                    .contains("forged-form", "192.0.2.7")
                    .doesNotContain("canary");
        });
    }

    @Test
    void a_stranger_who_tries_without_end_fills_no_disk_and_how_often_is_said() {
        var request = new MockHttpServletRequest("POST", "/sign-in");

        for (int i = 0; i < SecurityLog.MOST + 40; i++) {
            security.tell(SecurityEvent.WRONG_PROOF, request);
        }
        assertThat(lines.list).hasSize(SecurityLog.MOST);
        security.tell(SecurityEvent.SIGNED_IN, request);
        assertThat(lines.list).as("another kind is counted by itself").hasSize(SecurityLog.MOST + 1);

        clock.advance(SecurityLog.WINDOW);
        security.tell(SecurityEvent.WRONG_PROOF, request);
        assertThat(lines.list)
                .hasSize(SecurityLog.MOST + 3)
                .anyMatch(line -> line.getFormattedMessage()
                        .equals("A password or code was wrong: 40 times more since 2026-11-23T02:00:00Z"));
    }
}
