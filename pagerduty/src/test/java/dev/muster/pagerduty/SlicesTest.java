package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.simulator.Fault;
import dev.muster.simulator.FaultGate;
import dev.muster.simulator.SimulatedAccount;
import dev.muster.simulator.SimulatedUser;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Listings of more than ten thousand records, which PagerDuty shows only in parts.
class SlicesTest {

    @Test
    void twelve_thousand_users_are_read_to_the_last_and_each_once() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12_000, 300, 5))) {
            RecordedFeed users = far.collect().feed("users");

            isWhole(users, 12_000);
        }
    }

    @Test
    void users_in_no_team_are_found_by_their_names() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12_000, 0, 5))) {
            RecordedFeed users = far.collect().feed("users");

            isWhole(users, 12_000);
        }
    }

    @Test
    void a_slice_that_is_too_long_itself_is_divided() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.empty();
        for (int i = 0; i < 21_000; i++) {
            account.addUser(user(i, "Ann Q%05d".formatted(i)));
        }
        try (var far = SimulatedPagerDuty.with(account)) {
            isWhole(far.collect().feed("users"), 21_000);
        }
    }

    @Test
    void letters_of_other_alphabets_are_learned_from_the_names_that_are_seen() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.empty();
        for (int i = 0; i < 10_020; i++) {
            account.addUser(user(i, i % 2 == 0 ? "Ω" : "Ж"));
        }
        try (var far = SimulatedPagerDuty.with(account)) {
            isWhole(far.collect().feed("users"), 10_020);
        }
    }

    @Test
    void whoever_leaves_while_slices_are_read_costs_nothing() throws Exception {
        SimulatedAccount account = SimulatedAccount.of(10_050, 0, 5);
        FaultGate gate = new FaultGate();
        try (var far = SimulatedPagerDuty.with(account).feeds("users");
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            far.faults().on("/users").nth(50).answer(new Fault.Stall(gate));
            Future<RecordedFeed> reading = reader.submit(() -> far.collect().feed("users"));
            gate.awaitReached();
            account.removeUser(account.users().getFirst().id());
            gate.release();

            RecordedFeed users = reading.get();

            assertThat(users.outcome()).isEqualTo(new Complete());
            assertThat(users.recorded()).isGreaterThanOrEqualTo(10_049);
        }
    }

    @Test
    void what_no_slice_shows_is_counted_as_missing() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(10_000, 0, 3);
        for (int i = 0; i < 3; i++) {
            account.addUser(user(i, "中"));
        }
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordedFeed users = far.collect().feed("users");

            assertThat(users.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
            assertThat(users.problem().what())
                    .isEqualTo(
                            "PagerDuty lists only the first 10,000 of 10,003 users, and the rest only in parts: 3 are missing");
            assertThat(users.requests()).isLessThan(1_000);
        }
    }

    private static void isWhole(RecordedFeed users, int records) {
        assertThat(users.outcome()).isEqualTo(new Complete());
        assertThat(users.total()).isEqualTo(OptionalLong.of(records));
        assertThat(users.records()).hasSize(records);
        assertThat(users.recorded()).isEqualTo(records);
    }

    private static SimulatedUser user(int number, String name) {
        return SimulatedUser.named("PX%05d".formatted(number), name, "user%d@acme.example".formatted(number));
    }
}
