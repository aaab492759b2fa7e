package dev.muster.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.SettableClock;
import dev.muster.database.CannotStart;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallRateTest {
    private final SettableClock clock = new SettableClock();
    private final CallRate rate = new CallRate("3", clock);
    private final UUID token = UUID.randomUUID();

    @Test
    void each_token_has_so_many_calls_in_a_minute_that_begins_with_its_first() {
        assertThat(rate.take(token)).isEqualTo(new CallRate.Taken(3, 2, 60));
        clock.advance(Duration.ofSeconds(20));
        rate.take(token);
        assertThat(rate.take(token).isTooMany()).isFalse();

        assertThat(rate.take(token).isTooMany()).isTrue();
        assertThat(rate.take(UUID.randomUUID()).isTooMany()).isFalse();

        clock.advance(Duration.ofSeconds(39));
        assertThat(rate.take(token)).isEqualTo(new CallRate.Taken(3, -1, 1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(rate.take(token)).isEqualTo(new CallRate.Taken(3, 2, 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "many", "9999999999"})
    void what_is_no_number_of_calls_stops_the_start_in_words(String most) {
        assertThatThrownBy(() -> new CallRate(most, clock))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("MUSTER_API_CALLS_PER_MINUTE is '%s'".formatted(most));
    }
}
