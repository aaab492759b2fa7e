package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OnCallSetupTest {

    @ParameterizedTest
    @CsvSource({"10,1", "60,6", "1000,80"})
    void the_same_numbers_give_the_same_setup(int users, int teams) {
        var one = SimulatedAccount.of(users, teams, 42).onCallSetup();
        var other = SimulatedAccount.of(users, teams, 42).onCallSetup();

        assertThat(one.policies()).isEqualTo(other.policies()).isNotEmpty();
        assertThat(one.schedules()).isEqualTo(other.schedules()).isNotEmpty();
        assertThat(one.shiftSchedules()).isEqualTo(other.shiftSchedules()).isNotEmpty();
        assertThat(one.onCalls()).isEqualTo(other.onCalls()).isNotEmpty();
        assertThat(one.services()).isEqualTo(other.services()).isNotEmpty();
        assertThat(one.businessServices()).isEqualTo(other.businessServices()).isNotEmpty();
        assertThat(one.dependencies()).isEqualTo(other.dependencies()).isNotEmpty();
    }

    @Test
    void sizes_are_met_exactly_and_leave_users_and_teams_as_they_are() {
        var sizes = new AccountSizes(230, 20, 61, 52, 13, 407, 118, 9);

        var account = SimulatedAccount.of(sizes, 3);

        var setup = account.onCallSetup();
        assertThat(setup.policies()).hasSize(61);
        assertThat(setup.schedules()).hasSize(52);
        assertThat(setup.shiftSchedules()).hasSize(13);
        assertThat(setup.onCalls()).hasSize(407);
        assertThat(setup.services()).hasSize(118);
        assertThat(setup.businessServices()).hasSize(9);
        var usual = SimulatedAccount.of(230, 20, 3);
        assertThat(account.users()).isEqualTo(usual.users());
        assertThat(account.teams()).isEqualTo(usual.teams());
    }

    @Test
    void a_big_account_has_everything_in_proportion() {
        var sizes = AccountSizes.of(12_000, 900);

        assertThat(sizes).isEqualTo(new AccountSizes(12_000, 900, 3_120, 2_520, 420, 11_400, 7_560, 504));
        assertThat(SimulatedAccount.of(12_000, 900, 1).onCallSetup().onCalls()).hasSize(11_400);
    }

    @Test
    void a_handful_of_users_have_nobody_to_page() {
        assertThat(AccountSizes.of(9, 2)).isEqualTo(new AccountSizes(9, 2, 0, 0, 0, 0, 0, 0));
        assertThat(AccountSizes.of(10, 2)).isEqualTo(new AccountSizes(10, 2, 3, 2, 1, 10, 6, 1));
    }

    @Test
    void sizes_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new AccountSizes(1, 1, 1, 1, 1, -1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 on-calls");
        assertThatThrownBy(() -> new AccountSizes(0, 1, 1, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need a user");
        assertThatThrownBy(() -> new AccountSizes(1, 1, 0, 1, 0, 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a policy");
        assertThatThrownBy(() -> SimulatedAccount.of(new AccountSizes(5, 1, 1, 0, 0, 500, 0, 0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500 on-calls are more than these policies page");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_smallest_setup_can_always_be_made(long seed) {
        assertThat(SimulatedAccount.of(10, 1, seed).onCallSetup().onCalls()).hasSize(10);
    }

    @Test
    void everything_refers_to_what_is_there() {
        var account = SimulatedAccount.of(500, 40, 11);
        var setup = account.onCallSetup();

        assertThat(setup.policies())
                .allSatisfy(policy ->
                        assertThat(policy.targets()).isNotEmpty().allMatch(target -> isThere(account, target)));
        assertThat(setup.onCalls()).allSatisfy(onCall -> {
            var level = setup.policy(onCall.policyId()).orElseThrow().levels().get(onCall.level() - 1);
            assertThat(level.targets())
                    .contains(
                            onCall.scheduleId() == null
                                    ? Target.user(onCall.userId())
                                    : scheduleTarget(setup, onCall.scheduleId()));
        });
        assertThat(setup.services())
                .allMatch(service -> setup.policy(service.policyId()).isPresent());
    }

    @Test
    void whoever_is_paged_for_a_team_is_in_it_and_no_stakeholder_is_paged() {
        var account = SimulatedAccount.of(500, 40, 11);

        assertThat(account.onCallSetup().schedules())
                .allSatisfy(schedule -> assertThat(schedule.userIds())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allMatch(user -> schedule.teamIds().stream().allMatch(team -> account.isMember(team, user)))
                        .noneMatch(
                                user -> account.user(user).orElseThrow().role().startsWith("read_only")));
        assertThat(account.onCallSetup().schedules())
                .extracting(schedule -> schedule.teamIds().size())
                .contains(0, 1);
    }

    @Test
    void there_is_something_of_every_kind() {
        var setup = SimulatedAccount.of(500, 40, 11).onCallSetup();

        assertThat(setup.policies())
                .anyMatch(policy -> policy.levels().size() > 1
                        && policy.levels()
                                .getFirst()
                                .targets()
                                .equals(policy.levels().getLast().targets()));
        assertThat(setup.onCalls())
                .anyMatch(onCall -> onCall.start() == null && onCall.end() == null)
                .anyMatch(onCall -> onCall.start() != null && onCall.end() == null)
                .anyMatch(onCall -> onCall.start() != null && onCall.end() != null)
                .anyMatch(onCall -> onCall.scheduleId() != null
                        && setup.shiftSchedule(onCall.scheduleId()).isPresent());
        assertThat(setup.services()).extracting(SimulatedService::status).contains("active", "disabled");
        assertThat(setup.businessServices())
                .extracting(SimulatedBusinessService::teamId)
                .containsNull();
        assertThat(setup.services()).extracting(SimulatedService::name).doesNotHaveDuplicates();
        assertThat(Stream.concat(
                                setup.schedules().stream().map(SimulatedSchedule::id),
                                setup.shiftSchedules().stream().map(SimulatedShiftSchedule::id))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void an_upgraded_schedule_keeps_its_id_and_changes_lists() {
        var setup = SimulatedAccount.empty().onCallSetup();
        setup.add(SimulatedSchedule.named("PSCHED1", "Primary", "PUSER01").inTeams("PTEAM01"));

        setup.upgrade("PSCHED1");

        assertThat(setup.schedules()).isEmpty();
        assertThat(setup.shiftSchedules())
                .containsExactly(SimulatedShiftSchedule.named("PSCHED1", "Primary", "PUSER01")
                        .inTeams("PTEAM01"));
        assertThatThrownBy(() -> setup.upgrade("PSCHED1"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("PSCHED1");
    }

    @Test
    void a_removed_user_is_on_call_no_longer_but_stays_on_schedules_and_policies() {
        var account = account();

        account.removeUser("PUSER01");

        var setup = account.onCallSetup();
        assertThat(setup.onCalls()).isEmpty();
        assertThat(setup.schedules().getFirst().userIds()).containsExactly("PUSER01");
        assertThat(setup.policies().getFirst().targets()).contains(Target.user("PUSER01"));
    }

    @Test
    void what_is_removed_pages_nobody_any_longer() {
        var setup = account().onCallSetup();

        setup.removeSchedule("PSCHED1");
        assertThat(setup.onCalls()).extracting(SimulatedOnCall::scheduleId).containsOnlyNulls();
        assertThat(setup.schedules()).isEmpty();

        setup.removePolicy("PEP0001");
        assertThat(setup.onCalls()).isEmpty();
        assertThat(setup.policies()).isEmpty();

        setup.removeService("PSERV01");
        assertThat(setup.dependencies()).isEmpty();
        assertThat(setup.dependenciesOf(End.businessService("PBUSI01"))).isEmpty();
        setup.removeBusinessService("PBUSI01");
        assertThat(setup.services()).isEmpty();
        assertThat(setup.businessServices()).isEmpty();
    }

    private static SimulatedAccount account() {
        var account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana.lima@acme.example"));
        var setup = account.onCallSetup();
        setup.add(SimulatedSchedule.named("PSCHED1", "Primary", "PUSER01"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments")
                .withLevel(Target.schedule("PSCHED1"), Target.user("PUSER01")));
        setup.add(SimulatedOnCall.directly("PEP0001", 1, "PUSER01"));
        setup.add(SimulatedOnCall.onSchedule(
                "PEP0001", 1, "PUSER01", "PSCHED1", Instant.parse("2026-11-23T09:00:00Z"), null));
        setup.add(SimulatedService.named("PSERV01", "Ledger", "PEP0001"));
        setup.add(SimulatedBusinessService.named("PBUSI01", "Buying"));
        setup.add(new SimulatedDependency(End.service("PSERV01"), End.businessService("PBUSI01")));
        return account;
    }

    private static Target scheduleTarget(OnCallSetup setup, String id) {
        return setup.schedule(id).isPresent() ? Target.schedule(id) : Target.shiftSchedule(id);
    }

    private static boolean isThere(SimulatedAccount account, Target target) {
        return switch (target.type()) {
            case Target.USER -> account.user(target.id()).isPresent();
            case Target.SCHEDULE -> account.onCallSetup().schedule(target.id()).isPresent();
            default -> account.onCallSetup().shiftSchedule(target.id()).isPresent();
        };
    }
}
