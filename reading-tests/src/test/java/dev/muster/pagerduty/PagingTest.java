package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PagingTest {

    @Test
    void a_listing_is_read_by_hundreds_and_tells_its_total_first() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            RecordedFeed users = far.collect().feed("users");

            assertThat(users.pages()).isEqualTo(3);
            assertThat(users.total()).isEqualTo(OptionalLong.of(250));
            assertThat(far.simulator.requests().list())
                    .filteredOn(request -> request.path().equals("/users"))
                    .extracting(request -> request.query())
                    .startsWith("limit=100&offset=0&total=true")
                    .containsExactlyInAnyOrder(
                            "limit=100&offset=0&total=true", "limit=100&offset=100", "limit=100&offset=200");
        }
    }

    @Test
    void a_page_that_repeats_for_ever_ends_the_feed() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            far.faults().on("/users?offset=100").every().answer(new Fault.RepeatedPage());

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
            assertThat(users.problem().what())
                    .isEqualTo("PagerDuty repeats a page of users, at record 100, so their end is not known");
            assertThat(users.requests()).isEqualTo(3);
        }
    }

    @Test
    void a_total_that_does_not_fit_is_read_once_more_and_then_believed_to_be_a_gap() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            far.faults().on("/users").every().answer(new Fault.ChangedTotal(260));

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.problem().what())
                    .isEqualTo("PagerDuty counts 260 users, but it lists 250: 10 are missing");
            assertThat(users.requests()).isEqualTo(6);
        }
    }

    @Test
    void a_total_smaller_than_what_is_listed_is_said_and_no_loss() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            far.faults().on("/users").every().answer(new Fault.ChangedTotal(12));

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.isComplete()).isTrue();
            assertThat(users.recorded()).isEqualTo(250);
            assertThat(users.requests()).isEqualTo(3);
            assertThat(users.remarks())
                    .containsEntry("total", "PagerDuty counts 12 users, but it lists 250; all of them are kept");
        }
    }

    @Test
    void a_list_that_tells_nothing_of_pages_is_asked_once() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 1, 1))) {
            far.faults().on("/users").every().answer(new Fault.BareList());

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.isComplete()).isTrue();
            assertThat(users.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_total_that_fits_at_the_second_reading_makes_the_feed_complete() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            far.faults().on("/users").nth(1).answer(new Fault.ChangedTotal(260));

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.isComplete()).isTrue();
            assertThat(users.requests()).isEqualTo(6);
            assertThat(users.recorded()).isEqualTo(250);
        }
    }

    @Test
    void a_record_that_comes_twice_hides_none() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 1, 1))) {
            far.faults().on("/users?offset=200").nth(1).answer(new Fault.DuplicatedRow());

            RecordedFeed users = far.collect().feed("users");

            assertThat(users.isComplete()).isTrue();
            assertThat(users.recorded()).isEqualTo(250);
        }
    }

    @Test
    void a_user_who_goes_while_the_list_is_read_makes_it_read_once_more() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(250, 1, 1);
        try (var far = SimulatedPagerDuty.with(account)) {
            var gate = new FaultGate();
            far.faults().on("/users?offset=200").nth(1).answer(new Fault.Stall(gate));
            Thread leaver = Thread.ofVirtual().start(() -> leaveAt(gate, account));

            RecordedFeed users = far.collect().feed("users");

            leaver.join();
            assertThat(users.isComplete()).isTrue();
            assertThat(account.users())
                    .hasSize(249)
                    .extracting(SimulatedUser::id)
                    .allSatisfy(id -> assertThat(users.records())
                            .anyMatch(record -> record.id().equals(id)));
        }
    }

    @Test
    void ten_thousand_records_are_read_to_the_last() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(10_000, 0, 1))) {
            RecordedFeed users = far.collect().feed("users");

            assertThat(users.isComplete()).isTrue();
            assertThat(users.recorded()).isEqualTo(10_000);
            assertThat(users.requests()).isEqualTo(100);
        }
    }

    private static void leaveAt(FaultGate gate, SimulatedAccount account) {
        try {
            gate.awaitReached();
            account.removeUser(account.users().getFirst().id());
            gate.release();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
