package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.RequestFloor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Two lists of PagerDuty's that tell of one fact are compared, and what differs is asked about once more.
class WitnessesTest {
    private static final int MOST_LOOKS = 50;

    @Test
    void seventy_four_lost_memberships_are_told_and_cost_a_request_for_each_team_they_are_lost_from()
            throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(1_000, 75, 7);
        long floor = RequestFloor.of(account).core();
        List<SimulatedTeam> teams = account.teams().stream()
                .filter(team -> account.membersOf(team.id()).size() > 1)
                .limit(37)
                .toList();
        for (SimulatedTeam team : teams) {
            account.membersOf(team.id()).stream()
                    .limit(2)
                    .forEach(member -> account.forgetMember(team.id(), member.userId()));
        }
        try (var far = SimulatedPagerDuty.with(account).feeds("core")) {
            RecordingSink sink = far.collect();
            RecordedFeed members = sink.feed("team_members");

            assertThat(members.isComplete()).isTrue();
            assertThat(members.disagreements()).hasSize(74).allMatch(Disagreement::again);
            assertThat(untold(members)).hasSize(74);
            assertThat((long) sink.requests()).isBetween(floor + 37, floor + 39);
            System.out.printf(
                    "74 memberships lost from 37 of 75 teams: %,d requests, %,d when nothing differs%n",
                    sink.requests(), floor);
        }
    }

    @Test
    void however_much_differs_no_more_than_fifty_questions_are_asked() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(300, 120, 7);
        int told = 0;
        for (SimulatedTeam team : account.teams()) {
            for (SimulatedMember member : account.membersOf(team.id())) {
                account.forgetMember(team.id(), member.userId());
                told++;
            }
        }
        try (var far = SimulatedPagerDuty.with(account).feeds("team_members")) {
            RecordedFeed members = far.collect().feed("team_members");

            assertThat(members.requests()).isEqualTo(120 + MOST_LOOKS);
            assertThat(members.disagreements()).hasSize(told);
            assertThat(untold(members)).hasSize(told);
        }
    }

    @Test
    void a_member_list_that_was_late_is_believed_the_second_time() throws InterruptedException {
        SimulatedAccount account = oneTeam();
        account.forgetMember("PTEAM01", "PUSER01");
        try (var far = SimulatedPagerDuty.with(account)) {
            far.faults().on("/teams/PTEAM01/members").nth(2).answer(new Fault.AnotherRow("""
                    {"user":{"id":"PUSER01","type":"user_reference"},"role":"manager"}"""));

            RecordedFeed members = far.collect().feed("team_members");

            assertThat(members.disagreements()).isEmpty();
            assertThat(members.rows(Row.Grant.class))
                    .extracting(Row.Grant::value)
                    .containsExactlyInAnyOrder("manager", "observer");
            assertThat(members.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_user_who_joined_after_the_users_were_read_is_no_disagreement() throws Exception {
        SimulatedAccount account = oneTeam();
        account.setTeamsOf("PUSER01", List.of());
        try (var far = SimulatedPagerDuty.with(account);
                var others = Executors.newSingleThreadExecutor()) {
            FaultGate members = new FaultGate();
            far.faults().on("/teams/PTEAM01/members").nth(1).answer(new Fault.Stall(members));
            others.submit(() -> {
                members.awaitReached();
                account.setTeamsOf("PUSER01", List.of("PTEAM01"));
                members.release();
                return true;
            });

            RecordedFeed read = far.collect().feed("team_members");

            assertThat(read.disagreements()).isEmpty();
            assertThat(read.recorded()).isEqualTo(2);
            assertThat(read.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_record_that_tells_nothing_of_teams_disagrees_with_nobody() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(oneTeam())) {
            far.faults().on("/users").nth(1).answer(new Fault.NullField("teams"));

            RecordedFeed members = far.collect().feed("team_members");

            assertThat(members.disagreements()).isEmpty();
            assertThat(members.recorded()).isEqualTo(2);
            assertThat(members.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_member_who_does_not_name_the_team_is_shown_as_the_team_says() throws InterruptedException {
        SimulatedAccount account = oneTeam();
        account.setTeamsOf("PUSER01", List.of());
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordedFeed members = far.collect().feed("team_members");

            assertThat(members.disagreements())
                    .singleElement()
                    .extracting(Disagreement::sentence)
                    .isEqualTo("The user: not listed. The team: Responder. Shown as: Responder, as the team says");
            assertThat(members.rows(Row.Grant.class))
                    .contains(new Row.Grant(new Key("user", "PUSER01"), new Key("team", "PTEAM01"), "responder"));
        }
    }

    @Test
    void who_was_not_heard_disagrees_with_nobody() throws InterruptedException {
        SimulatedAccount account = oneTeam();
        account.addTeam(SimulatedTeam.named("PTEAM02", "Unread"));
        account.addMember("PTEAM02", "PUSER01", "manager");
        account.addMember("PTEAM01", "PGONE99", "observer");
        try (var far = SimulatedPagerDuty.with(account)) {
            far.faults().on("/teams/PTEAM02/members").every().answer(new Fault.Status(403));

            RecordedFeed members = far.collect().feed("team_members");

            assertThat(members.unread()).containsOnlyKeys(new Key("team", "PTEAM02"));
            assertThat(members.disagreements()).isEmpty();
            assertThat(untold(members)).isEmpty();
        }
    }

    @Test
    void teams_that_disagree_are_asked_every_day_and_no_others() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(100, 12, 4);
        SimulatedTeam team = account.teams().stream()
                .filter(each -> account.membersOf(each.id()).size() > 1)
                .findFirst()
                .orElseThrow();
        String lost = account.membersOf(team.id()).getFirst().userId();
        account.forgetMember(team.id(), lost);
        try (var daily = new DailyHost(account, "core,audit_records")) {
            daily.read();
            daily.nextDay();

            RecordedFeed second = daily.read().feed("team_members");

            assertThat(second.kept()).hasSize(11).doesNotContainKey(new Key("team", team.id()));
            assertThat(second.requests()).isEqualTo(2);
            assertThat(second.disagreements()).hasSize(1);
            assertThat(daily.holds("team_members")).isEqualTo(told(daily.readInFull()));

            account.addMember(team.id(), lost, "manager");
            daily.nextDay();
            RecordedFeed third = daily.read().feed("team_members");
            daily.nextDay();
            RecordedFeed fourth = daily.read().feed("team_members");

            assertThat(third.disagreements()).isEmpty();
            assertThat(third.requests()).isEqualTo(1);
            assertThat(fourth.requests()).isZero();
            assertThat(daily.holds("team_members")).isEqualTo(told(daily.readInFull()));
        }
    }

    @Test
    void a_number_of_seats_that_was_late_is_believed_the_second_time() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(oneTeam())) {
            far.faults().on("/licenses").nth(1).answer(new Fault.UnknownValue("current_value", "74"));

            RecordingSink sink = far.collect();

            assertThat(sink.feed("licence_allocations").disagreements()).isEmpty();
            assertThat(sink.feed("licence_allocations").requests()).isEqualTo(2);
        }
    }

    @Test
    void a_list_of_licences_that_cannot_be_read_keeps_nobody_waiting() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(oneTeam())) {
            far.faults().on("/licenses").every().answer(new Fault.Status(403));

            assertThat(far.collect().feed("licence_allocations").disagreements())
                    .isEmpty();
            assertThat(far.feeds("licence_allocations")
                            .collect()
                            .feed("licence_allocations")
                            .isComplete())
                    .isTrue();
        }
    }

    @Test
    void of_many_strangers_on_call_ten_are_asked_for() throws InterruptedException {
        SimulatedAccount account = oneTeam();
        account.onCallSetup().add(SimulatedPolicy.named("PPOLI01", "Pages strangers"));
        for (int i = 0; i < 14; i++) {
            account.onCallSetup().add(SimulatedOnCall.directly("PPOLI01", 1, "PSTRA%02d".formatted(i)));
        }
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordedFeed onCalls = far.collect().feed("on_calls");

            assertThat(onCalls.disagreements()).hasSize(14);
            assertThat(onCalls.disagreements().stream().filter(Disagreement::again))
                    .hasSize(10);
            assertThat(onCalls.requests()).isEqualTo(11);
        }
    }

    @Test
    void a_name_is_handed_over_once_by_each_feed() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(60, 6, 3);
        try (var far = SimulatedPagerDuty.with(account)) {
            Pitfall.NAMED_LEAVER.into(far.simulator);

            RecordingSink sink = far.collect();

            assertThat(sink.feed("services").mentioned().keySet())
                    .extracting(Key::type)
                    .contains("team");
            assertThat(sink.feed("team_members").mentioned().values())
                    .allMatch(named -> named.name() != null && named.deletedAt() == null);
        }
    }

    private static SimulatedAccount oneTeam() {
        SimulatedAccount account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example"));
        account.addUser(SimulatedUser.named("PUSER02", "Bo Berg", "bo@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        account.addMember("PTEAM01", "PUSER01", "responder");
        account.addMember("PTEAM01", "PUSER02", "observer");
        return account;
    }

    private static List<Row.Grant> untold(RecordedFeed members) {
        return members.rows(Row.Grant.class).stream()
                .filter(grant -> grant.value().equals("(not told)"))
                .toList();
    }

    private static Set<Row> told(RecordingSink sink) {
        return new HashSet<>(sink.feed("team_members").rows());
    }
}
