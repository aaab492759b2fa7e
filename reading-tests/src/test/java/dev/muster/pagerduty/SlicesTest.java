package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Listings of more than ten thousand records, which PagerDuty shows only in parts.
class SlicesTest {

    @ParameterizedTest(name = "{0} users, {1} % in teams")
    @CsvSource({"12000, 10", "12000, 90", "20000, 10", "20000, 90"})
    void users_beyond_the_list_take_at_most_as_many_requests_as_twice_their_pages(int users, int percentInTeams)
            throws InterruptedException {
        int twiceThePages = 2 * users / 100;

        isReadWithin(twiceThePages, SimulatedAccount.ofUsers(users, percentInTeams, 5));
    }

    @Test
    void names_of_one_kind_are_told_apart_by_their_numbers() throws InterruptedException {
        isReadWithin(212, named(10_600, "User %05d"::formatted));
    }

    @Test
    void names_that_come_in_their_own_order_are_no_worse() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.empty();
        SimulatedAccount.ofUsers(10_600, 0, 5).users().stream()
                .filter(user -> user.name().matches(".*[A-Za-z].*"))
                .sorted(Comparator.comparing(SimulatedUser::name))
                .forEach(account::addUser);

        isReadWithin(212, account);
    }

    @Test
    void users_whose_names_tell_nothing_are_found_by_their_teams() throws InterruptedException {
        SimulatedAccount account = named(10_600, i -> "中");
        shareOut(account, 40);

        isReadWithin(212, account);
    }

    @Test
    void teams_that_together_have_more_than_expected_are_asked_for_apart() throws InterruptedException {
        SimulatedAccount account = named(20_500, i -> "中");
        account.addTeam(SimulatedTeam.named("PTEAM0", "Even"));
        account.addTeam(SimulatedTeam.named("PTEAM1", "Odd"));
        for (int i = 9_990; i < 20_500; i++) {
            account.addMember("PTEAM" + i % 2, id(i), "responder");
        }

        isReadWithin(410, account);
    }

    @Test
    void a_search_that_finds_e_mails_too_costs_no_more() throws InterruptedException {
        isReadWithin(212, SimulatedAccount.ofUsers(10_600, 10, 5), Pitfall.EMAIL_QUERY);
    }

    @Test
    void a_search_that_finds_what_is_not_shown_is_read_whole_all_the_same() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.ofUsers(10_300, 0, 5);
        account.users().forEach(user -> account.putRawUserField(user.id(), "email", "null"));

        isReadWithin(3 * 103, account, Pitfall.EMAIL_QUERY);
    }

    @Test
    void letters_that_are_taken_for_others_are_not_taken_for_e_mails_for_long() throws InterruptedException {
        isReadWithin(210, named(10_500, i -> (i % 2 == 0 ? "Ali %05d" : "Yıldız %05d").formatted(i)));
    }

    @Test
    void slices_in_an_order_of_their_own_are_read_whole() throws InterruptedException {
        isReadWithin(3 * 105, SimulatedAccount.ofUsers(10_500, 10, 5), Pitfall.MIXED_ORDER);
    }

    @Test
    void a_slice_that_is_too_long_itself_is_divided() throws InterruptedException {
        isReadWithin(3 * 210, named(21_000, "Ann Q%05d"::formatted));
    }

    @Test
    void letters_of_other_alphabets_are_learned_from_the_names_that_are_seen() throws InterruptedException {
        isReadWithin(202, named(10_020, i -> i % 2 == 0 ? "Ω" : "Ж"));
    }

    @Test
    void whoever_leaves_while_slices_are_read_costs_nothing() throws Exception {
        SimulatedAccount account = SimulatedAccount.ofUsers(10_050, 0, 5);
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
        SimulatedAccount account = SimulatedAccount.ofUsers(10_000, 0, 3);
        for (int i = 0; i < 3; i++) {
            account.addUser(user(i, "中"));
        }
        try (var far = SimulatedPagerDuty.with(account).feeds("users")) {
            RecordedFeed users = far.collect().feed("users");

            assertThat(users.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
            assertThat(users.problem().what())
                    .isEqualTo(
                            "PagerDuty lists only the first 10,000 of 10,003 users, and the rest only in parts: 3 are missing");
            assertThat(users.requests()).isLessThan(1_000);
        }
    }

    private static void isReadWithin(int requests, SimulatedAccount account, Pitfall... pitfalls)
            throws InterruptedException {
        int records = account.users().size();
        try (var far = SimulatedPagerDuty.with(account).feeds("users")) {
            for (Pitfall pitfall : pitfalls) {
                pitfall.into(far.simulator);
            }
            RecordedFeed users = far.collect().feed("users");

            assertThat(users.outcome()).isEqualTo(new Complete());
            assertThat(users.total()).isEqualTo(OptionalLong.of(records));
            assertThat(users.records()).hasSize(records);
            assertThat(users.recorded()).isEqualTo(records);
            assertThat(far.simulator.requests().list())
                    .filteredOn(request -> request.path().equals("/users"))
                    .hasSizeLessThanOrEqualTo(requests);
        }
    }

    private static SimulatedAccount named(int users, IntFunction<String> name) {
        SimulatedAccount account = SimulatedAccount.empty();
        for (int i = 0; i < users; i++) {
            account.addUser(user(i, name.apply(i)));
        }
        return account;
    }

    private static void shareOut(SimulatedAccount account, int teams) {
        for (int i = 0; i < teams; i++) {
            account.addTeam(SimulatedTeam.named("PTEAM" + i, "Team " + i));
        }
        int users = account.users().size();
        for (int i = 0; i < users; i++) {
            account.addMember("PTEAM" + i % teams, id(i), "responder");
        }
    }

    private static SimulatedUser user(int number, String name) {
        return SimulatedUser.named(id(number), name, "user%d@acme.example".formatted(number));
    }

    private static String id(int number) {
        return "PX%05d".formatted(number);
    }
}
