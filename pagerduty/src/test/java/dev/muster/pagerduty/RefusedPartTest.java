package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.simulator.Fault;
import dev.muster.simulator.SimulatedAccount;
import org.junit.jupiter.api.Test;

/// A list was shown, and the first of the things in it is refused: that is not the whole feed being out of scope.
class RefusedPartTest {
    @Test
    void an_odd_403_on_the_first_shift_schedule_leaves_the_feed_incomplete() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 6, 3);
        try (var far = SimulatedPagerDuty.with(account)) {
            String first = account.onCallSetup().shiftSchedules().getFirst().id();
            far.faults().on("/v3/schedules/" + first).every().answer(new Fault.Status(403));

            assertThat(far.collect().feed("shift_schedules").outcome()).isInstanceOf(Incomplete.class);
        }
    }

    @Test
    void an_odd_403_on_the_first_tag_leaves_the_feed_incomplete() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 6, 3);
        try (var far = SimulatedPagerDuty.with(account)) {
            String first = account.reach().tags().list().getFirst().id();
            far.faults().on("/tags/%s/users".formatted(first)).every().answer(new Fault.Status(403));

            assertThat(far.collect().feed("tags").outcome()).isInstanceOf(Incomplete.class);
        }
    }
}
