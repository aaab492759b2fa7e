package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed.RecordedRecord;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnCallRecordsTest {
    private static final Key ANA = new Key("user", "PUSER01");
    private static final Key TEAM = new Key("team", "PTEAM01");
    private static final Key POLICY = new Key("escalation_policy", "PEP0001");
    private static final Key SCHEDULE = new Key("schedule", "PSCHED1");
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final OnCallSetup setup = account.onCallSetup();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @BeforeEach
    void fill() {
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments"));
    }

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void a_policy_belongs_to_its_team_and_pages_users_and_schedules_at_levels() throws InterruptedException {
        setup.add(SimulatedSchedule.named("PSCHED1", "Primary", "PUSER01"));
        setup.add(SimulatedPolicy.named("PEP0001", "Payments Escalation")
                .withLevel(Target.schedule("PSCHED1"))
                .withLevel(Target.user("PUSER01"))
                .inTeam("PTEAM01"));

        assertThat(rows("escalation_policies"))
                .containsExactly(
                        new Row.Resource(POLICY, "Payments Escalation", Map.of()),
                        new Row.Link(TEAM, "owns", POLICY),
                        new Row.Link(SCHEDULE, "feeds", POLICY, Map.of("levels", "1")),
                        new Row.Grant(ANA, POLICY, "target", "level 2", Map.of()));
    }

    @Test
    void a_schedule_paged_at_several_levels_feeds_the_policy_once_and_a_user_is_paged_at_each()
            throws InterruptedException {
        setup.add(SimulatedPolicy.named("PEP0001", "Payments")
                .withLevel(Target.schedule("PSCHED1"), Target.user("PUSER01"))
                .withLevel(Target.user("PUSER01"), Target.user("PUSER01"))
                .withLevel(Target.schedule("PSCHED1")));

        assertThat(rows("escalation_policies"))
                .containsExactly(
                        new Row.Resource(POLICY, "Payments", Map.of()),
                        new Row.Link(SCHEDULE, "feeds", POLICY, Map.of("levels", "1,3")),
                        new Row.Grant(ANA, POLICY, "target", "level 1", Map.of()),
                        new Row.Grant(ANA, POLICY, "target", "level 2", Map.of()));
    }

    @Test
    void schedules_of_both_kinds_are_of_one_type_and_full_objects_are_as_good_as_references()
            throws InterruptedException {
        setup.add(SimulatedPolicy.named("PEP0001", "Payments")
                .withLevel(
                        Target.shiftSchedule("PSHIFT1"),
                        new Target("schedule", "PSCHED1"),
                        new Target("schedule_v3", "PSHIFT2"),
                        new Target("user", "PUSER01")));

        assertThat(rows("escalation_policies"))
                .contains(
                        new Row.Link(new Key("schedule", "PSHIFT1"), "feeds", POLICY, Map.of("levels", "1")),
                        new Row.Link(SCHEDULE, "feeds", POLICY, Map.of("levels", "1")),
                        new Row.Link(new Key("schedule", "PSHIFT2"), "feeds", POLICY, Map.of("levels", "1")),
                        new Row.Grant(ANA, POLICY, "target", "level 1", Map.of()));
    }

    @Test
    void a_target_of_a_kind_nobody_knows_is_kept_as_what_it_says_it_is() throws InterruptedException {
        setup.add(SimulatedPolicy.named("PEP0001", "Payments").withLevel(new Target("robot_reference", "PROBOT1")));
        account.putRawField(
                "escalation_policy",
                "PEP0002",
                "escalation_rules",
                "[{\"targets\":[{\"id\":\"PWHAT01\"},{\"type\":\"user_reference\"},null]},null]");
        setup.add(SimulatedPolicy.named("PEP0002", "Search"));

        assertThat(far.collect().feed("escalation_policies").rows(Row.Link.class))
                .containsExactly(
                        new Row.Link(new Key("robot", "PROBOT1"), "feeds", POLICY, Map.of("levels", "1")),
                        new Row.Link(
                                new Key("unknown", "PWHAT01"),
                                "feeds",
                                new Key("escalation_policy", "PEP0002"),
                                Map.of("levels", "1")));
    }

    @Test
    void a_policy_of_nulls_is_still_a_policy() throws InterruptedException {
        setup.add(SimulatedPolicy.named("PEP0001", "Payments").inTeam("PTEAM01"));
        for (String field : List.of("name", "escalation_rules", "services", "teams", "summary")) {
            account.putRawField("escalation_policy", "PEP0001", field, "null");
        }

        assertThat(rows("escalation_policies")).containsExactly(new Row.Resource(POLICY, "PEP0001", Map.of()));
    }

    @Test
    void a_schedule_of_layers_names_those_who_take_turns_even_when_they_are_gone() throws InterruptedException {
        setup.add(SimulatedSchedule.named("PSCHED1", "Primary", "PUSER01", "PGONE01", "PUSER01")
                .inTeams("PTEAM01", "PTEAM01"));

        assertThat(rows("schedules"))
                .containsExactly(
                        new Row.Resource(SCHEDULE, "Primary", Map.of("kind", "layers")),
                        new Row.Link(TEAM, "owns", SCHEDULE),
                        new Row.Grant(ANA, SCHEDULE, "rotation"),
                        new Row.Grant(new Key("user", "PGONE01"), SCHEDULE, "rotation"));
    }

    @Test
    void an_upgraded_schedule_is_the_same_schedule_in_the_other_list() throws InterruptedException {
        setup.add(SimulatedSchedule.named("PSCHED1", "Primary", "PUSER01").inTeams("PTEAM01"));
        setup.upgrade("PSCHED1");

        assertThat(rows("schedules")).isEmpty();
        assertThat(rows("shift_schedules"))
                .containsExactly(
                        new Row.Resource(SCHEDULE, "Primary", Map.of("kind", "shifts")),
                        new Row.Link(TEAM, "owns", SCHEDULE),
                        new Row.Grant(ANA, SCHEDULE, "rotation"));
    }

    @Test
    void who_takes_turns_on_shifts_is_known_from_the_rotations_too() throws InterruptedException {
        setup.add(SimulatedShiftSchedule.named("PSCHED1", "Nights", "PUSER01", "PGONE01"));
        account.putRawField("schedule_v3", "PSCHED1", "users", "null");

        assertThat(rows("shift_schedules"))
                .containsExactly(
                        new Row.Resource(SCHEDULE, "Nights", Map.of("kind", "shifts")),
                        new Row.Grant(ANA, SCHEDULE, "rotation"),
                        new Row.Grant(new Key("user", "PGONE01"), SCHEDULE, "rotation"));
    }

    @Test
    void who_is_on_call_is_so_for_a_policy_at_a_level_by_a_schedule_since_a_time() throws InterruptedException {
        setup.add(SimulatedOnCall.onSchedule(
                "PEP0001", 2, "PUSER01", "PSCHED1", MONDAY, Instant.parse("2026-11-30T09:00:00Z")));

        assertThat(far.collect().feed("on_calls").records())
                .containsExactly(new RecordedRecord(
                        "PEP0001/2/PUSER01/PSCHED1/2026-11-23T09:00:00Z",
                        List.of(new Row.Grant(
                                ANA,
                                POLICY,
                                "on_call",
                                "level 2, schedule PSCHED1, from 2026-11-23T09:00:00Z",
                                Map.of(
                                        "level", "2",
                                        "schedule", "PSCHED1",
                                        "start", "2026-11-23T09:00:00Z",
                                        "end", "2026-11-30T09:00:00Z")))));
    }

    @Test
    void who_is_paged_directly_is_on_call_without_schedule_start_or_end() throws InterruptedException {
        setup.add(SimulatedOnCall.directly("PEP0001", 1, "PUSER01"));

        assertThat(far.collect().feed("on_calls").records())
                .containsExactly(new RecordedRecord(
                        "PEP0001/1/PUSER01//",
                        List.of(new Row.Grant(ANA, POLICY, "on_call", "level 1", Map.of("level", "1")))));
    }

    @Test
    void one_person_can_be_on_call_for_one_policy_in_many_ways() throws InterruptedException {
        setup.add(SimulatedOnCall.directly("PEP0001", 1, "PUSER01"));
        setup.add(SimulatedOnCall.directly("PEP0001", 2, "PUSER01"));
        setup.add(SimulatedOnCall.onSchedule("PEP0001", 2, "PUSER01", "PSCHED1", MONDAY, null));
        setup.add(SimulatedOnCall.onSchedule("PEP0001", 2, "PUSER01", "PSCHED1", MONDAY.plusSeconds(60), null));
        setup.add(SimulatedOnCall.onSchedule("PEP0001", 2, "PUSER01", "PSCHED2", MONDAY, null));

        var onCalls = far.collect().feed("on_calls");

        assertThat(onCalls.recorded()).isEqualTo(5);
        assertThat(onCalls.rows()).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void a_user_who_is_mistyped_as_a_schedule_is_a_user_by_his_place() throws InterruptedException {
        var onCall = SimulatedOnCall.directly("PEP0001", 1, "PUSER01");
        setup.add(onCall);
        account.putRawField("oncall", onCall.id(), "user", "{\"id\":\"PUSER01\",\"type\":\"schedule_reference\"}");

        assertThat(far.collect().feed("on_calls").rows(Row.Grant.class))
                .extracting(Row.Grant::account)
                .containsExactly(ANA);
    }

    @Test
    void an_on_call_without_a_user_leaves_the_feed_unproved() throws InterruptedException {
        var onCall = SimulatedOnCall.directly("PEP0001", 1, "PUSER01");
        setup.add(onCall);
        account.putRawField("oncall", onCall.id(), "user", "null");

        var onCalls = far.collect().feed("on_calls");

        assertThat(onCalls.problem().what())
                .isEqualTo("PagerDuty sent 1 of 1 on-calls without an id, so nobody can tell which");
        assertThat(onCalls.rejected()).isEqualTo(Map.of("page 1, record 1", "PagerDuty sent it without an id"));
    }

    private List<Row> rows(String feed) throws InterruptedException {
        return far.collect().feed(feed).rows();
    }
}
