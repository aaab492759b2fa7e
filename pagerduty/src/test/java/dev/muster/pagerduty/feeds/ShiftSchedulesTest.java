package dev.muster.pagerduty.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordedFeed.RecordedRecord;
import dev.muster.kit.LocalServer;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.SimulatedPagerDuty;
import dev.muster.pagerduty.credential.LocalApi;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules of shifts are listed by name only, and then read one by one.
class ShiftSchedulesTest {
    private final SimulatedAccount account = SimulatedAccount.of(new AccountSizes(20, 2, 0, 0, 40, 0, 0, 0), 3);
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void each_is_read_once_and_written_in_the_order_of_the_list() throws InterruptedException {
        var schedules = read();

        assertThat(schedules.outcome()).isEqualTo(new Complete());
        assertThat(schedules.records()).extracting(RecordedRecord::id).containsExactlyElementsOf(ids());
        assertThat(schedules.requests()).isEqualTo(41);
        assertThat(schedules.total()).isEqualTo(OptionalLong.of(40));
    }

    @Test
    void a_page_of_the_list_names_a_thousand() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            account.onCallSetup().add(SimulatedShiftSchedule.named("PMORE%04d".formatted(i), "More"));
        }

        var schedules = read();

        assertThat(schedules.outcome()).isEqualTo(new Complete());
        assertThat(schedules.records()).extracting(RecordedRecord::id).containsExactlyElementsOf(ids());
        assertThat(schedules.requests()).isEqualTo(2 + 1_040);
    }

    @Test
    void one_that_disappears_between_the_list_and_itself_is_removed_and_the_feed_is_complete() throws Exception {
        String gone = ids().get(7);
        FaultGate gate = new FaultGate();
        far.faults().on("/v3/schedules/" + gone).nth(1).answer(new Fault.Stall(gate));
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RecordedFeed> reading = reader.submit(this::read);
            gate.awaitReached();
            account.onCallSetup().removeSchedule(gone);
            gate.release();

            RecordedFeed schedules = reading.get();

            assertThat(schedules.outcome()).isEqualTo(new Complete());
            assertThat(schedules.removed()).containsExactly(gone);
            assertThat(schedules.records()).hasSize(39);
            assertThat(schedules.requests()).isEqualTo(41 + 2);
        }
    }

    @Test
    void one_that_is_still_in_the_list_but_not_found_is_unread_and_the_others_are_read() throws InterruptedException {
        String hidden = ids().get(7);
        far.faults().on("/v3/schedules/" + hidden).every().answer(new Fault.Status(404));

        var schedules = read();

        assertThat(schedules.records()).hasSize(39);
        assertThat(schedules.unread()).containsOnlyKeys(new Key("schedule", hidden));
        assertThat(schedules.problem().cause()).isEqualTo(Cause.NOT_SHOWN);
        assertThat(schedules.problem().what())
                .startsWith("PagerDuty lists schedule ")
                .endsWith(", but says that it does not have the schedule itself (404)");
    }

    @Test
    void one_that_is_missed_only_once_is_there() throws InterruptedException {
        far.faults().on("/v3/schedules/" + ids().get(7)).nth(1).answer(new Fault.Status(404));

        var schedules = read();

        assertThat(schedules.outcome()).isEqualTo(new Complete());
        assertThat(schedules.rejected()).isEmpty();
        assertThat(schedules.records()).hasSize(40);
    }

    @Test
    void one_that_cannot_be_read_costs_itself_alone() throws InterruptedException {
        far.faults().on("/v3/schedules/" + ids().get(7)).every().answer(new Fault.Status(503));

        var schedules = read();

        assertThat(schedules.problem().cause()).isEqualTo(Cause.FAILING);
        assertThat(schedules.records()).hasSize(39);
    }

    @Test
    void one_that_fails_after_it_was_missed_is_unread() throws InterruptedException {
        String odd = "/v3/schedules/" + ids().get(7);
        far.faults().on(odd).nth(1).answer(new Fault.Status(404));
        far.faults().on(odd).nth(2).answer(new Fault.Status(400));

        assertThat(read().problem().what()).contains("(400)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"schedule\":null}", "{\"schedule\":[{\"name\":\"Nights\"}],\"name\":\"Nights\"}"})
    void an_answer_without_the_schedule_is_none(String answer) throws IOException {
        try (var server = new LocalServer(exchange -> LocalServer.send(exchange, 200, answer))) {
            Api api = LocalApi.of(server, new SettableTime());

            assertThatThrownBy(() -> ShiftSchedule.read(api, "PSHIFT1", () -> {}))
                    .isInstanceOfSatisfying(
                            ReadFailed.class,
                            failure -> assertThat(failure.problem().what()).endsWith("without the schedule"));
        }
    }

    @Test
    void the_schedule_may_stand_anywhere_in_the_answer() throws Exception {
        String answer = "{\"a\":[{\"schedule\":1}],\"b\":{\"schedule\":{}},\"schedule\":{\"name\":\"Nights\"},\"c\":2}";
        try (var server = new LocalServer(exchange -> LocalServer.send(exchange, 200, answer))) {
            var read = ShiftSchedule.read(LocalApi.of(server, new SettableTime()), "PSHIFT1", () -> {});

            assertThat(read.text("name")).contains("Nights");
        }
    }

    @Test
    void a_credential_that_sees_the_list_but_none_of_its_schedules_has_not_read_the_feed() throws InterruptedException {
        far.faults().on("/v3/schedules/{id}").every().answer(new Fault.Status(403));

        assertThat(read().problem().cause()).isEqualTo(Cause.NOT_PERMITTED);
    }

    @Test
    void a_credential_that_may_not_see_the_list_has_no_such_feed() throws InterruptedException {
        far.faults().on("/v3/schedules").every().answer(new Fault.Status(403));

        assertThat(read().whyNotAvailable()).isEqualTo("not in the scope of this credential");
    }

    private RecordedFeed read() throws InterruptedException {
        return far.collect().feed("shift_schedules");
    }

    private List<String> ids() {
        return account.onCallSetup().shiftSchedules().stream()
                .map(SimulatedShiftSchedule::id)
                .toList();
    }
}
