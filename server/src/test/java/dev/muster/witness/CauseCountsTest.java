package dev.muster.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SettableClock;
import dev.muster.witness.CauseCounts.LeftOut;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CauseCountsTest {
    private final SettableClock clock = new SettableClock();
    private final CauseCounts counts = new CauseCounts(1, clock);

    @Test
    void one_a_minute_is_let_through_and_says_how_many_were_left_out() {
        assertThat(counts.take("a")).contains(new LeftOut(0, 0));
        assertThat(counts.take("a")).isEmpty();
        assertThat(counts.take("a")).isEmpty();
        assertThat(counts.take("b")).contains(new LeftOut(0, 0));

        clock.advance(Duration.ofMinutes(1));

        assertThat(counts.take("a")).contains(new LeftOut(2, 0));
        assertThat(counts.take("a")).isEmpty();
    }

    @Test
    void causes_that_strangers_make_up_are_bounded_and_counted() {
        for (int i = 0; i < CauseCounts.MOST_CAUSES; i++) {
            counts.take("made up " + i);
        }
        assertThat(counts.take("one more")).isEmpty();
        assertThat(counts.take("made up 1")).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertThat(counts.take("after that")).contains(new LeftOut(0, 2));
    }
}
