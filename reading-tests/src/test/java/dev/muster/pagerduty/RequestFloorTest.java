package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.RecordingSink;
import dev.muster.simulator.RequestFloor;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.days.SimulatedDays;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A complete reading takes as few requests as PagerDuty's pages allow.
class RequestFloorTest {

    static List<AccountSizes> sizes() {
        return List.of(
                new AccountSizes(1_000, 75, 150, 125, 10, 450, 400, 25),
                new AccountSizes(5_000, 375, 750, 625, 20, 2_250, 2_000, 125),
                new AccountSizes(9_500, 900, 2_500, 2_000, 0, 9_000, 6_000, 400));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void a_full_core_reading_and_a_delta_day_are_at_the_floor(AccountSizes sizes) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(sizes, 11);
        try (var daily = new DailyReading(account)) {
            Instant first = daily.now();
            var before = RequestFloor.of(account).memberships();
            long floor = RequestFloor.of(account).core();

            RecordingSink full = daily.read();

            long core = full.requests() - full.feed("audit_records").requests();
            assertThat(core).isBetween(floor, floor + 2);

            var days = new SimulatedDays(account, 11, first);
            days.pass(1);
            daily.setTime(days.now());
            long deltaFloor = RequestFloor.of(account).deltaSince(before, first);

            RecordingSink delta = daily.read();

            assertThat((long) delta.requests()).isBetween(deltaFloor, deltaFloor + 2);
            System.out.printf(
                    "Requests for %,d users: full %,d (floor %,d), delta day %,d (floor %,d)%n",
                    sizes.users(), core, floor, delta.requests(), deltaFloor);
        }
    }
}
