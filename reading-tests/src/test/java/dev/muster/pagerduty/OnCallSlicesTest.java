package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedOnCall;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// More on-calls, policies and services than PagerDuty lists at once.
class OnCallSlicesTest {

    @Test
    void more_than_ten_thousand_on_calls_are_read_by_users_each_once() throws InterruptedException {
        var account = SimulatedAccount.of(new AccountSizes(1_200, 60, 300, 200, 0, 11_000, 0, 0), 5);
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordedFeed onCalls = far.collect().feed("on_calls");

            isWhole(onCalls, 11_000);
            assertThat(onCalls.requests()).isLessThan(1 + 12 + 11_000 / 100 + 2);
        }
    }

    @Test
    void on_calls_of_nobody_known_are_counted_as_missing() throws InterruptedException {
        var account = SimulatedAccount.of(new AccountSizes(300, 10, 60, 40, 0, 10_500, 0, 0), 5);
        for (int i = 0; i < 3; i++) {
            String policy = account.onCallSetup().policies().get(i).id();
            account.onCallSetup().add(SimulatedOnCall.directly(policy, 9, "PNOBODY"));
        }
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordedFeed onCalls = far.collect().feed("on_calls");

            assertThat(onCalls.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
            assertThat(onCalls.problem().what())
                    .isEqualTo("PagerDuty counts 10,503 on-calls, but those of its users are 10,500: 3 are missing");
        }
    }

    @Test
    void more_than_ten_thousand_policies_and_services_are_read_from_both_ends() throws InterruptedException {
        var account = SimulatedAccount.of(new AccountSizes(300, 40, 10_400, 20, 0, 0, 11_300, 0), 5);
        try (var far = SimulatedPagerDuty.with(account)) {
            var sink = far.collect();

            isWhole(sink.feed("escalation_policies"), 10_400);
            isWhole(sink.feed("services"), 11_300);
            assertThat(sink.feed("escalation_policies").requests()).isEqualTo(105);
            assertThat(sink.feed("services").requests()).isEqualTo(114);
        }
    }

    @Test
    void more_than_ten_thousand_schedules_are_read_by_teams_and_names() throws InterruptedException {
        var account = SimulatedAccount.of(new AccountSizes(300, 40, 0, 10_400, 0, 0, 0, 0), 5);
        try (var far = SimulatedPagerDuty.with(account)) {
            isWhole(far.collect().feed("schedules"), 10_400);
        }
    }

    private static void isWhole(RecordedFeed feed, int records) {
        assertThat(feed.outcome()).isEqualTo(new Complete());
        assertThat(feed.total()).isEqualTo(OptionalLong.of(records));
        assertThat(feed.records()).hasSize(records);
        assertThat(feed.recorded()).isEqualTo(records);
    }
}
