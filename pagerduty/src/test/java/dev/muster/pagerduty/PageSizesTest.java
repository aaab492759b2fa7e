package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordingSink;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.PageSizes;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts whose full pages do not come are read in smaller ones.
class PageSizesTest {
    private static final int USERS = 230;
    /// Of 25 records each.
    private static final int SMALL_PAGES = 10;

    private final SimulatedPagerDuty far =
            SimulatedPagerDuty.with(SimulatedAccount.of(USERS, 3, 3)).feeds("users");

    @Test
    void every_record_comes_and_the_total_proves_it() throws InterruptedException {
        Pitfall.HUGE_ACCOUNT.into(far.simulator);

        RecordingSink sink = far.collect();

        assertThat(sink.feed("users").isComplete()).isTrue();
        assertThat(sink.feed("users").recorded()).isEqualTo(USERS);
        assertThat(usersRequests(sink)).isEqualTo(2 + SMALL_PAGES);
    }

    @Test
    void the_next_run_looks_once_and_the_one_after_begins_small() throws InterruptedException {
        Pitfall.HUGE_ACCOUNT.into(far.simulator);

        Run first = run(Memory.NONE);
        Run second = run(first.memory());
        Run third = run(second.memory());
        Run fourth = run(third.memory());

        assertThat(first.requests()).isEqualTo(2 + SMALL_PAGES);
        assertThat(second.requests()).isEqualTo(1 + SMALL_PAGES);
        assertThat(third.requests()).isEqualTo(SMALL_PAGES);
        assertThat(fourth.requests()).isEqualTo(SMALL_PAGES);
    }

    @Test
    void one_bad_minute_costs_one_run_some_requests_and_no_more() throws InterruptedException {
        far.faults().on("/users").between(1, 2).answer(new Fault.Status(503));

        Run bad = run(Memory.NONE);
        Run next = run(bad.memory());
        Run after = run(next.memory());

        assertThat(bad.requests()).isEqualTo(2 + SMALL_PAGES);
        assertThat(next.requests()).isEqualTo(3);
        assertThat(after.requests()).isEqualTo(3);
        assertThat(after.memory().entries().keySet()).noneMatch(key -> key.startsWith("pages"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 504})
    void a_page_in_the_middle_does_not_cost_the_pages_before_it(int status) throws InterruptedException {
        far.faults().on("/users?limit=100&offset=100").every().answer(new Fault.Status(status));

        RecordingSink sink = far.collect();

        assertThat(sink.feed("users").isComplete()).isTrue();
        assertThat(sink.feed("users").recorded()).isEqualTo(USERS);
    }

    @Test
    void what_breaks_off_comes_in_smaller_pages_too() throws InterruptedException {
        far.faults().on("/users?limit=100").every().answer(new Fault.Reset());

        assertThat(far.collect().feed("users").recorded()).isEqualTo(USERS);
    }

    @Test
    void ten_records_are_the_least() throws InterruptedException {
        var patient = far.manners(new Manners(0.8, 4, 4, Duration.ofMinutes(10)));
        patient.faults().on("/users?limit=100").every().answer(new Fault.Status(504));
        patient.faults().on("/users?limit=25").every().answer(new Fault.Status(504));

        assertThat(patient.collect().feed("users").recorded()).isEqualTo(USERS);
    }

    @Test
    void a_host_that_always_fails_is_asked_as_often_as_before_and_teaches_nothing() throws InterruptedException {
        far.faults().on("/users").every().answer(new Fault.Status(503));

        Run run = run(Memory.NONE);

        assertThat(run.sink().feed("users").outcome()).isInstanceOf(Incomplete.class);
        assertThat(run.requests()).isLessThanOrEqualTo(2 * 3);
        assertThat(run.memory().entries().keySet()).noneMatch(key -> key.startsWith("pages"));
    }

    @Test
    void after_a_week_a_full_page_is_tried_again() {
        Instant now = Instant.parse("2026-11-26T21:00:00Z");
        var remembered = Map.of("/users", new PageSizes.Remembered(25, now));

        assertThat(new PageSizes(remembered, now.minusSeconds(1)).of("/users", 100))
                .isEqualTo(25);
        assertThat(new PageSizes(remembered, now).of("/users", 100)).isEqualTo(100);
    }

    private record Run(RecordingSink sink, Memory memory) {
        int requests() {
            return usersRequests(sink);
        }
    }

    private Run run(Memory memory) throws InterruptedException {
        RecordingSink sink = RecordingSink.of(far.connector().describe());
        var collected = far.connector().collect(far.configuration(), memory, sink);
        return new Run(sink, collected.memory());
    }

    /// Without the two that tell whose key it is; the first page of users is asked for with those.
    private static int usersRequests(RecordingSink sink) {
        return sink.feed("credential").requests() + sink.feed("users").requests() - 2;
    }
}
