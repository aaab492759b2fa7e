package dev.muster.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.SettableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallRateTest {
    private final SettableClock clock = new SettableClock();
    private final CallRate rate = new CallRate(3, clock);
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

    @Test
    void a_rate_that_lets_nothing_in_is_refused_at_start() {
        assertThatThrownBy(() -> new CallRate(0, clock)).hasMessageContaining("MUSTER_API_CALLS_PER_MINUTE is 0");
    }
}
