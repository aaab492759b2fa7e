package dev.muster.kit.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-26T21:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120                            | 120
            ' 8 '                          | 8
            0                              | 0
            0000000000007                  | 7
            99999999999999999999           | 999999999
            Thu, 26 Nov 2026 21:00:08 GMT  | 8
            Thursday, 26-Nov-26 21:00:08 GMT | 8
            Thu Nov 26 21:00:08 2026       | 8
            Thu, 26 Nov 2026 20:59:00 GMT  | 0
            Sunday, 06-Nov-94 08:49:37 GMT | 0
            Tue Nov  3 08:49:37 2026       | 0
            """)
    void every_form_of_the_standard_is_understood(String told, long seconds) {
        assertThat(RetryAfter.of(told, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "2026-11-26T21:00:08Z", "Thu, 99 Nov 2026 21:00:08 GMT"})
    void anything_else_asks_for_nothing(String told) {
        assertThat(RetryAfter.of(told, NOW)).isEmpty();
    }

    @Test
    void a_date_counts_by_the_clock_of_whoever_says_it() {
        Answer answer = answer("Thu, 26 Nov 2026 22:00:08 GMT", "Thu, 26 Nov 2026 22:00:00 GMT");

        assertThat(answer.retryAfter(NOW)).contains(Duration.ofSeconds(8));
    }

    @Test
    void a_moment_that_is_over_asks_for_no_wait() {
        assertThat(answer("Thu, 26 Nov 2026 20:00:00 GMT", "Thu, 26 Nov 2026 21:00:00 GMT")
                        .retryAfter(NOW))
                .isEmpty();
        assertThat(answer("0", "Thu, 26 Nov 2026 21:00:00 GMT").retryAfter(NOW)).isEmpty();
    }

    private static Answer answer(String retryAfter, String date) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Retry-After", List.of(retryAfter));
        headers.put("Date", List.of(date));
        return new Answer(429, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
    }
}
