package dev.muster.simulator.days;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.SetClock;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Field;
import dev.muster.simulator.objects.SimulatedChange.References;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedDaysTest {

    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void the_same_seed_gives_the_same_days() {
        var one = account(300, 40, 7);
        var other = account(300, 40, 7);

        new SimulatedDays(one, 3, START).pass(20);
        new SimulatedDays(other, 3, START).pass(20);

        assertThat(one.users()).isEqualTo(other.users());
        assertThat(one.teams()).isEqualTo(other.teams());
        assertThat(membersOf(one)).isEqualTo(membersOf(other));
        assertThat(one.audit().records()).isEqualTo(other.audit().records());
    }

    @Test
    void another_seed_gives_other_days() {
        var one = account(300, 40, 7);
        var other = account(300, 40, 7);

        new SimulatedDays(one, 3, START).pass(5);
        new SimulatedDays(other, 4, START).pass(5);

        assertThat(membersOf(one)).isNotEqualTo(membersOf(other));
    }

    @Test
    void days_follow_one_another_and_hold_their_records() {
        var account = account(300, 40, 7);
        var days = new SimulatedDays(account, 3, START);

        for (int day = 0; day < 10; day++) {
            Instant begin = days.now();
            int before = account.audit().records().size();
            days.pass(1);

            assertThat(days.now()).isEqualTo(begin.plus(Duration.ofDays(1)));
            assertThat(account.audit().between(begin, days.now().minusMillis(1)))
                    .hasSize(account.audit().records().size() - before)
                    .isNotEmpty();
        }
    }

    @Test
    void about_four_teams_of_a_hundred_change_on_a_day() {
        var account = account(2000, 200, 5);
        var days = new SimulatedDays(account, 9, START);
        days.pass(20);

        double touched = Stream.iterate(START, day -> day.isBefore(days.now()), day -> day.plus(Duration.ofDays(1)))
                .mapToLong(day -> account
                        .audit()
                        .between(day, day.plus(Duration.ofDays(1)).minusMillis(1))
                        .stream()
                        .filter(SimulatedDaysTest::isAboutMembers)
                        .map(change -> change.on().id())
                        .distinct()
                        .count())
                .average()
                .orElseThrow();

        assertThat(touched / 200).isBetween(0.04, 0.30);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoever_replays_the_records_gets_the_account(long seed) {
        var account = account(80, 12, seed);
        var replay = new Replay(account);

        new SimulatedDays(account, seed, START).pass(60);
        since(account, START).reversed().forEach(replay::apply);

        assertThat(replay.roles).isEqualTo(rolesOf(account));
        assertThat(replay.names).isEqualTo(namesOf(account));
        assertThat(replay.members).isEqualTo(membersOf(account));
    }

    @Test
    void sixty_days_see_every_kind_of_change_by_every_kind_of_actor() {
        var account = account(400, 60, 2);
        new SimulatedDays(account, 2, START).pass(60);
        List<SimulatedChange> records = since(account, START);

        assertThat(records).extracting(SimulatedChange::action).contains("create", "update", "delete");
        assertThat(records)
                .extracting(change -> change.by().method())
                .contains("browser", "api_token", "identity_provider", "oauth");
        assertThat(records.stream().flatMap(SimulatedDaysTest::fields).map(Field::name))
                .contains("role", "name", "email", "team_role", "teamName", "default_role");
        assertThat(records)
                .filteredOn(change -> change.by().method().equals("api_token"))
                .allMatch(change ->
                        Objects.requireNonNull(change.by().truncatedToken()).length() == 4);
    }

    @Test
    void an_account_without_anybody_has_quiet_days() {
        var account = SimulatedAccount.empty();

        new SimulatedDays(account, 1, START).pass(30);

        assertThat(account.audit().records()).isEmpty();
    }

    @Test
    void a_generated_account_has_a_past_of_twelve_months_that_ends_when_it_is_first_looked_at() {
        var clock = new SetClock();
        var account = SimulatedAccount.of(60, 6, 4);
        account.present().follow(clock);

        List<SimulatedChange> past = account.audit().records();

        assertThat(past).hasSizeBetween(150, 400);
        assertThat(past).allMatch(change -> change.at().isBefore(clock.instant()));
        assertThat(past.stream()
                        .map(change ->
                                Duration.between(change.at(), clock.instant()).toDays() / 31))
                .contains(0L, 3L, 6L, 9L, 11L);
        assertThat(past)
                .anyMatch(change -> change.details() == null)
                .anyMatch(change -> change.by().who() == null);

        clock.pass(Duration.ofDays(1));

        assertThat(account.audit().records())
                .isSubsetOf(past)
                .extracting(SimulatedChange::at)
                .allMatch(at -> at.isAfter(clock.instant().minus(Duration.ofDays(366))));
    }

    /// What somebody knows who saw the account once and the records since.
    private static final class Replay {
        private final Map<String, String> roles;
        private final Map<String, String> names;
        private final Map<String, Map<String, String>> members;

        Replay(SimulatedAccount account) {
            roles = rolesOf(account);
            names = namesOf(account);
            members = membersOf(account);
        }

        void apply(SimulatedChange change) {
            boolean onTeam = change.on().type().equals("team_reference");
            switch (change.action()) {
                case "create" -> created(change, onTeam);
                case "delete" -> deleted(change, onTeam);
                default -> updated(change, onTeam);
            }
        }

        private void created(SimulatedChange change, boolean onTeam) {
            if (onTeam) {
                members.put(change.on().id(), new TreeMap<>());
            } else {
                takeFields(change);
            }
        }

        private void deleted(SimulatedChange change, boolean onTeam) {
            if (onTeam) {
                members.remove(change.on().id());
            } else {
                roles.remove(change.on().id());
                names.remove(change.on().id());
            }
        }

        private void updated(SimulatedChange change, boolean onTeam) {
            if (!onTeam) {
                takeFields(change);
                return;
            }
            var team = Objects.requireNonNull(members.get(change.on().id()), change.id());
            var details = Objects.requireNonNull(change.details(), change.id());
            references(change)
                    .flatMap(list -> Stream.ofNullable(list.removed()))
                    .flatMap(List::stream)
                    .forEach(gone -> team.remove(gone.id()));
            fields(change)
                    .filter(field -> field.name().equals("team_role"))
                    .forEach(field -> team.put(details.resource().id(), field.value()));
        }

        private void takeFields(SimulatedChange change) {
            fields(change).forEach(field -> {
                if (field.name().equals("role")) {
                    roles.put(change.on().id(), field.value());
                } else if (field.name().equals("name")) {
                    names.put(change.on().id(), field.value());
                }
            });
        }
    }

    private static SimulatedAccount account(int users, int teams, long seed) {
        var account = SimulatedAccount.of(users, teams, seed);
        account.present().follow(() -> START);
        return account;
    }

    /// What happened on the days; the past ended before.
    private static List<SimulatedChange> since(SimulatedAccount account, Instant start) {
        return account.audit().between(start, Instant.MAX);
    }

    private static boolean isAboutMembers(SimulatedChange change) {
        return change.on().type().equals("team_reference")
                && change.action().equals("update")
                && (references(change).findAny().isPresent()
                        || fields(change).anyMatch(field -> field.name().equals("team_role")));
    }

    private static Stream<Field> fields(SimulatedChange change) {
        var details = change.details();
        return details == null || details.fields() == null ? Stream.empty() : details.fields().stream();
    }

    private static Stream<References> references(SimulatedChange change) {
        var details = change.details();
        return details == null || details.references() == null ? Stream.empty() : details.references().stream();
    }

    private static Map<String, String> rolesOf(SimulatedAccount account) {
        Map<String, String> roles = new TreeMap<>();
        account.users().forEach(user -> roles.put(user.id(), user.role()));
        return roles;
    }

    private static Map<String, String> namesOf(SimulatedAccount account) {
        Map<String, String> names = new TreeMap<>();
        account.users().forEach(user -> names.put(user.id(), user.name()));
        return names;
    }

    private static Map<String, Map<String, String>> membersOf(SimulatedAccount account) {
        Map<String, Map<String, String>> members = new TreeMap<>();
        for (var team : account.teams()) {
            Map<String, String> roles = new TreeMap<>();
            account.membersOf(team.id()).forEach(member -> roles.put(member.userId(), member.role()));
            members.put(team.id(), roles);
        }
        return members;
    }
}
