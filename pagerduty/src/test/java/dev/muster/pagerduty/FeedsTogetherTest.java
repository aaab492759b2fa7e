package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Memory;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several feeds that are read at the same time.
@Timeout(60)
class FeedsTogetherTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 7, 12, 20, 40})
    void a_run_that_is_cancelled_ends_whatever_its_feeds_have_read_ahead(int requests) throws Exception {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2_500, 30, 5))) {
            var description = far.connector().describe();
            RecordingSink sink = RecordingSink.cancellingAfter(requests, description);

            assertThatThrownBy(() -> far.connector().collect(far.configuration(), Memory.NONE, sink))
                    .isInstanceOf(InterruptedException.class);

            assertThat(sink.requests()).isEqualTo(requests);
            assertThat(sink.feeds().getLast().isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void feeds_that_share_the_tiniest_of_limits_all_come_to_their_end(int perMinute) throws Exception {
        var options = PagerDutySimulator.Options.defaults()
                .withRequestsPerMinute(perMinute)
                .withOnCallsPerMinute(1);
        try (var far = SimulatedPagerDuty.atItsOwnPace(SimulatedAccount.of(20, 20, 3), options)) {
            assertThat(far.collect().feeds()).allMatch(RecordedFeed::isComplete);
            assertThat(far.simulator.requests().list()).noneMatch(request -> request.status() == 429);
        }
    }
}
