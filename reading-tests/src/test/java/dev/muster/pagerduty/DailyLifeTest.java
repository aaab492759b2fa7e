package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.days.SimulatedDays;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Day after day a host that asks for little holds of every feed what a full reading tells, with one exception that is
/// known and ends with the week.
@Timeout(300)
class DailyLifeTest {
    private static final int DAYS = 9;
    private static final String MEMBERS = "team_members";
    private static final String TRAIL = "audit_records";

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 9, 16, 25, 36})
    void after_every_day_a_host_holds_of_all_feeds_what_a_full_reading_tells(long seed) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(90 + (int) seed, 30, seed);
        try (var host = new DailyHost(account, "standard")) {
            var days = new SimulatedDays(account, seed, host.now());
            host.read();
            int kept = 0;
            for (int day = 1; day <= DAYS; day++) {
                days.pass(1);
                host.setTime(days.now());

                kept += host.read().feed(MEMBERS).kept().size();

                RecordingSink full = host.readInFull();
                for (RecordedFeed feed : full.feeds()) {
                    assertThat(held(host, feed)).as("day %d", day).isEqualTo(new HashSet<>(feed.rows()));
                }
            }
            assertThat(kept).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 7})
    void of_team_roles_whose_records_were_lost_the_old_one_is_held_until_the_weekly_sweep_and_nothing_else_is_wrong(
            long seed) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(90, 60, seed);
        Set<String> lost = ConcurrentHashMap.newKeySet();
        account.audit().lose(record -> isLost(record, lost));
        try (var host = new DailyHost(account, "standard")) {
            var days = new SimulatedDays(account, seed, host.now());
            host.read();
            int stale = 0;
            int sweeps = 0;
            for (int day = 1; day <= DAYS; day++) {
                days.pass(1);
                host.setTime(days.now());
                Set<Key> kept = host.read().feed(MEMBERS).kept().keySet();
                boolean swept = kept.isEmpty();
                RecordingSink full = host.readInFull();

                Set<String> wrong = wrongRoles(host, full);

                assertThat(wrong).as("day %d", day).isSubsetOf(lost);
                assertThat(kept).containsAll(teamsOf(wrong));
                assertThat(others(full))
                        .allSatisfy(feed -> assertThat(held(host, feed)).isEqualTo(new HashSet<>(feed.rows())));
                stale += wrong.size();
                sweeps += swept ? 1 : 0;
            }
            assertThat(sweeps).isEqualTo(1);
            assertThat(stale).isPositive();
        }
    }

    @Test
    void a_change_while_the_account_is_read_is_known_the_next_day() throws Exception {
        SimulatedAccount account = SimulatedAccount.of(60, 12, 4);
        try (var host = new DailyHost(account, "standard")) {
            host.read();
            host.nextDay();
            FaultGate gate = new FaultGate();
            host.simulator().faults().on("/audit/records").nth(1).answer(new Fault.Stall(gate));
            Thread meanwhile = Thread.ofVirtual().start(() -> {
                await(gate);
                changeRoleAndMembers(account, host.now().plusSeconds(1));
                gate.release();
            });
            host.read();
            meanwhile.join();
            host.simulator().faults().clear();
            host.nextDay();

            RecordedFeed members = host.read().feed(MEMBERS);

            assertThat(members.requests()).isEqualTo(2);
            assertThat(host.holds(MEMBERS)).isEqualTo(rows(host.readInFull(), MEMBERS));
        }
    }

    @Test
    void a_lost_memory_reads_everything() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(60, 12, 4);
        try (var host = new DailyHost(account, "standard")) {
            int requests = host.read().requests();
            host.nextDay();
            host.remember(Memory.NONE);

            RecordingSink sink = host.read();

            assertThat(sink.requests()).isEqualTo(requests);
            assertThat(sink.feed(MEMBERS).kept()).isEmpty();
            assertThat(host.holds(MEMBERS)).isEqualTo(rows(host.readInFull(), MEMBERS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "credential", "members", "sweep", "audit"})
    void a_memory_that_lacks_a_part_or_is_of_others_asks_every_team(String part) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(60, 12, 4);
        try (var host = new DailyHost(account, "standard")) {
            host.read();
            Map<String, String> entries = new HashMap<>(host.memory().entries());
            entries.remove(part);
            host.remember(new Memory(entries));
            host.nextDay();

            RecordedFeed members = host.read().feed(MEMBERS);

            boolean needed = !part.equals("audit");
            assertThat(members.requests()).isEqualTo(needed ? account.teams().size() : namedBy(account));
            assertThat(host.holds(MEMBERS)).isEqualTo(rows(host.readInFull(), MEMBERS));
        }
    }

    private static Set<Row> held(DailyHost host, RecordedFeed full) {
        String id = full.feed().id();
        return id.equals(TRAIL) ? stillKept(host) : host.holds(id);
    }

    /// PagerDuty forgets records after twelve months; a host does not.
    private static Set<Row> stillKept(DailyHost host) {
        Instant oldest = host.now().atOffset(ZoneOffset.UTC).minusMonths(12).toInstant();
        return host.holds(TRAIL).stream()
                .filter(row -> row instanceof Row.Change change && !change.at().isBefore(oldest))
                .collect(Collectors.toSet());
    }

    private static List<RecordedFeed> others(RecordingSink full) {
        return full.feeds().stream()
                .filter(feed -> !feed.feed().id().equals(MEMBERS))
                .toList();
    }

    /// Who is held with another role than the one he has; that the same people are held must be.
    private static Set<String> wrongRoles(DailyHost host, RecordingSink full) {
        Map<String, String> held = roles(host.holds(MEMBERS));
        Map<String, String> told = roles(rows(full, MEMBERS));
        assertThat(held.keySet()).isEqualTo(told.keySet());
        return told.entrySet().stream()
                .filter(member -> !member.getValue().equals(held.get(member.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> roles(Set<Row> grants) {
        return grants.stream()
                .map(Row.Grant.class::cast)
                .collect(Collectors.toMap(
                        grant -> grant.resource().id() + "/" + grant.account().id(), Row.Grant::value));
    }

    private static Set<Row> rows(RecordingSink sink, String feed) {
        return new HashSet<>(sink.feed(feed).rows());
    }

    private static Set<Key> teamsOf(Set<String> members) {
        return members.stream()
                .map(member -> new Key("team", member.substring(0, member.indexOf('/'))))
                .collect(Collectors.toSet());
    }

    /// Every record of a team role is lost; those of who came and went are not.
    private static boolean isLost(SimulatedChange record, Set<String> lost) {
        boolean isTeamRole = isTeamRole(record);
        if (isTeamRole) {
            lost.add(member(record));
        }
        return isTeamRole;
    }

    private static boolean isTeamRole(SimulatedChange record) {
        var details = record.details();
        return details != null
                && details.fields() != null
                && details.fields().stream().anyMatch(field -> field.name().equals("team_role"));
    }

    private static String member(SimulatedChange record) {
        var details = record.details();
        return record.on().id() + "/"
                + (details == null ? "" : details.resource().id());
    }

    /// Teams that the trail of the last twelve months says may have changed.
    private static int namedBy(SimulatedAccount account) {
        return (int) account.audit().records().stream()
                .filter(record -> record.on().type().equals("team_reference"))
                .map(record -> record.on().id())
                .distinct()
                .count();
    }

    private static void changeRoleAndMembers(SimulatedAccount account, Instant at) {
        List<SimulatedTeam> teams = account.teams().stream()
                .filter(team -> account.membersOf(team.id()).size() > 1)
                .toList();
        SimulatedMember one = account.membersOf(teams.getFirst().id()).getFirst();
        SimulatedMember other = account.membersOf(teams.getLast().id()).getFirst();
        var audited = account.audited(
                () -> at, SimulatedActor.inBrowser(account.users().getFirst()));
        audited.setMemberRole(teams.getFirst().id(), one.userId(), "galactic_emperor");
        audited.removeMember(teams.getLast().id(), other.userId());
    }

    private static void await(FaultGate gate) {
        try {
            gate.awaitReached();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
