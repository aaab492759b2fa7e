package dev.muster.pagerduty.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void without_a_mark_twelve_months_are_read() {
        List<AuditWindow> windows = AuditWindow.upTo(NOW, Optional.empty());

        assertThat(windows).hasSize(12);
        assertThat(windows.getFirst().since()).isEqualTo("2025-11-22T02:00:00Z");
        assertWhole(windows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29T12:00:00Z", "2028-02-29T12:00:00Z", "2026-03-31T00:00:00Z"})
    void twelve_months_of_any_length_are_read_without_a_gap(Instant until) {
        List<AuditWindow> windows = AuditWindow.upTo(until, Optional.empty());

        assertThat(windows).hasSize(12);
        assertThat(windows.getLast().until()).isEqualTo(until);
        assertWhole(windows);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "30, 1", "31, 2", "61, 2", "62, 3", "364, 12"})
    void what_is_new_is_read_again_from_ten_minutes_before_the_mark(int days, int count) {
        Instant mark = NOW.minus(Duration.ofDays(days));

        List<AuditWindow> windows = AuditWindow.upTo(NOW, Optional.of(mark));

        assertThat(windows).hasSize(count);
        assertThat(windows.getFirst().since()).isEqualTo(mark.minus(Duration.ofMinutes(10)));
        assertThat(windows.getLast().until()).isEqualTo(NOW);
        assertWhole(windows);
    }

    @Test
    void a_mark_from_before_what_pagerduty_keeps_reads_all_of_that() {
        assertThat(AuditWindow.upTo(NOW, Optional.of(NOW.minus(Duration.ofDays(500)))))
                .isEqualTo(AuditWindow.upTo(NOW, Optional.empty()));
    }

    @Test
    void a_window_is_asked_for_by_its_ends() {
        assertThat(new AuditWindow(NOW.minusSeconds(60), NOW).listing().path())
                .isEqualTo("/audit/records?since=2026-11-22T01:59:00Z&until=2026-11-22T02:00:00Z");
    }

    /// No more than 31 days each, and none begins where the one before does not end.
    private static void assertWhole(List<AuditWindow> windows) {
        for (int i = 0; i < windows.size(); i++) {
            AuditWindow window = windows.get(i);
            assertThat(Duration.between(window.since(), window.until()))
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofDays(31));
            if (i > 0) {
                assertThat(window.since()).isEqualTo(windows.get(i - 1).until());
            }
        }
    }
}
