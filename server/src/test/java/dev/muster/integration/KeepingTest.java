package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");

    @Test
    void a_deleted_integration_is_kept_for_whole_days() {
        assertThat(new Keeping("30").until(NOW)).isEqualTo(Instant.parse("2026-12-27T20:00:00Z"));
        assertThat(new Keeping(" 3650 ").days()).isEqualTo(3_650);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "3651", "30d", "1.5", "99999999999"})
    void what_is_no_number_of_days_stops_the_start_in_words(String days) {
        assertThatThrownBy(() -> new Keeping(days))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll("MUSTER_DELETED_KEPT_DAYS", "from 1 to 3,650");
    }
}
