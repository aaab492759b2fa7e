package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.days.SimulatedDays;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedTeam;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Days on which only teams that changed are asked for their members: what a host holds afterwards is what a full
/// reading would have told.
class DeltaTest {
    private static final int DAYS = 9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void after_every_day_of_a_random_life_a_host_holds_what_a_full_reading_tells(long seed)
            throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(140 + (int) seed, 40, seed);
        try (var daily = new DailyReading(account)) {
            var days = new SimulatedDays(account, seed, daily.now());
            daily.read();
            int kept = 0;
            for (int day = 1; day <= DAYS; day++) {
                days.pass(1);
                daily.setTime(days.now());

                kept += daily.read().feed("team_members").kept().size();

                assertThat(daily.members()).isEqualTo(grants(daily.readInFull()));
            }
            assertThat(kept).isPositive();
        }
    }

    @Test
    void a_day_without_changes_asks_no_team() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        try (var daily = new DailyReading(account)) {
            daily.read();
            daily.setTime(daily.now().plus(Duration.ofDays(1)));

            RecordedFeed members = daily.read().feed("team_members");

            assertThat(members.requests()).isZero();
            assertThat(members.kept()).hasSize(account.teams().size());
            assertThat(members.isComplete()).isTrue();
        }
    }

    @Test
    void a_team_role_that_only_the_audit_trail_shows_is_seen_the_same_day() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        try (var daily = new DailyReading(account)) {
            daily.read();
            SimulatedTeam team = populated(account);
            var member = account.membersOf(team.id()).getFirst();
            String other = member.role().equals("manager") ? "observer" : "manager";
            daily.setTime(daily.now().plus(Duration.ofHours(20)));
            account.audited(daily::now, SimulatedActor.inBrowser(account.users().getFirst()))
                    .setMemberRole(team.id(), member.userId(), other);
            daily.setTime(daily.now().plus(Duration.ofHours(4)));

            RecordedFeed members = daily.read().feed("team_members");

            assertThat(members.requests()).isEqualTo(1);
            assertThat(daily.members()).isEqualTo(grants(daily.readInFull()));
        }
    }

    @Test
    void what_the_audit_trail_loses_is_found_by_the_weekly_sweep() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        try (var daily = new DailyReading(account)) {
            daily.read();
            SimulatedTeam team = populated(account);
            account.setMemberRole(
                    team.id(), account.membersOf(team.id()).getFirst().userId(), "galactic_emperor");
            int sweeps = 0;
            for (int day = 1; day <= 7; day++) {
                daily.setTime(daily.now().plus(Duration.ofDays(1)));
                sweeps += daily.read().feed("team_members").kept().isEmpty() ? 1 : 0;
            }

            assertThat(sweeps).isEqualTo(1);
            assertThat(daily.members()).isEqualTo(grants(daily.readInFull()));
        }
    }

    @Test
    void without_the_audit_trail_every_team_is_asked() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        try (var daily = new DailyReading(account)) {
            daily.read();
            daily.setTime(daily.now().plus(Duration.ofDays(1)));
            daily.simulator().faults().on("/audit/records").every().answer(new Fault.Status(402));

            RecordedFeed members = daily.read().feed("team_members");

            assertThat(members.kept()).isEmpty();
            assertThat(members.requests()).isEqualTo(account.teams().size());
        }
    }

    @Test
    void a_day_on_which_members_could_not_be_read_is_made_up_for_by_the_next() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        try (var daily = new DailyReading(account)) {
            daily.read();
            SimulatedTeam team = populated(account);
            var member = account.membersOf(team.id()).getFirst();
            account.audited(daily::now, SimulatedActor.inBrowser(account.users().getFirst()))
                    .setMemberRole(team.id(), member.userId(), "observer");
            account.addMember(team.id(), stranger(account, team), "responder");
            daily.setTime(daily.now().plus(Duration.ofDays(1)));
            daily.simulator().faults().on("/teams/{id}/members").every().answer(new Fault.Status(500));
            assertThat(daily.read().feed("team_members").isComplete()).isFalse();
            daily.simulator().faults().clear();
            daily.setTime(daily.now().plus(Duration.ofDays(1)));

            RecordedFeed members = daily.read().feed("team_members");

            assertThat(members.requests()).isEqualTo(1);
            assertThat(daily.members()).isEqualTo(grants(daily.readInFull()));
        }
    }

    private static SimulatedTeam populated(SimulatedAccount account) {
        return account.teams().stream()
                .filter(team -> !account.membersOf(team.id()).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String stranger(SimulatedAccount account, SimulatedTeam team) {
        return account.users().stream()
                .filter(user -> !account.isMember(team.id(), user.id()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Set<Row> grants(RecordingSink sink) {
        return new HashSet<>(sink.feed("team_members").rows());
    }
}
