package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.RecordingSink;
import dev.muster.simulator.AccountSizes;
import dev.muster.simulator.RequestFloor;
import dev.muster.simulator.SimulatedAccount;
import dev.muster.simulator.SimulatedChange;
import dev.muster.simulator.SimulatedDays;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A complete reading takes as few requests as PagerDuty's pages allow.
class RequestFloorTest {
    /// How far before the last reading the audit trail is read again.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    static List<AccountSizes> sizes() {
        return List.of(
                new AccountSizes(1_000, 75, 150, 125, 10, 450, 400, 25),
                new AccountSizes(5_000, 375, 750, 625, 20, 2_250, 2_000, 125),
                new AccountSizes(9_500, 900, 2_500, 2_000, 0, 9_000, 6_000, 400));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void a_full_core_reading_and_a_delta_day_are_at_the_floor(AccountSizes sizes) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(sizes, 11);
        try (var daily = new DailyReading(account)) {
            Instant first = daily.now();
            RecordingSink full = daily.read();
            long audit = full.feed("audit_records").requests();
            assertThat(full.requests() - audit)
                    .isEqualTo(RequestFloor.of(account).core());

            Map<String, Set<String>> before = memberSets(account);
            var days = new SimulatedDays(account, 11, first);
            days.pass(1);
            daily.setTime(days.now());

            RecordingSink delta = daily.read();

            List<SimulatedChange> records = account.audit().records().stream()
                    .filter(record -> !record.at().isBefore(first.minus(OVERLAP)))
                    .toList();
            Set<String> changed = changed(before, memberSets(account));
            changed.addAll(namedBy(records));
            long floor = RequestFloor.of(account).delta(changed, records.size());
            System.out.printf(
                    "Requests for %,d users: full %,d (floor %,d), delta day %,d (floor %,d)%n",
                    sizes.users(),
                    full.requests() - audit,
                    RequestFloor.of(account).core(),
                    delta.requests(),
                    floor);
            assertThat((long) delta.requests()).isBetween(floor, floor + 2);
        }
    }

    private static Map<String, Set<String>> memberSets(SimulatedAccount account) {
        return account.teams().stream()
                .collect(Collectors.toMap(
                        team -> team.id(),
                        team -> account.users().stream()
                                .filter(user -> user.teamIds().contains(team.id()))
                                .map(user -> user.id())
                                .collect(Collectors.toSet())));
    }

    private static Set<String> changed(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> changed = new HashSet<>();
        after.forEach((team, users) -> {
            if (!users.equals(before.get(team))) {
                changed.add(team);
            }
        });
        return changed;
    }

    private static Set<String> namedBy(List<SimulatedChange> records) {
        return records.stream()
                .filter(record -> record.on().type().startsWith("team"))
                .filter(RequestFloorTest::isAboutMembers)
                .map(record -> record.on().id())
                .collect(Collectors.toSet());
    }

    private static boolean isAboutMembers(SimulatedChange record) {
        var details = record.details();
        if (details == null) {
            return true;
        }
        var fields = details.fields() == null ? List.<SimulatedChange.Field>of() : details.fields();
        var references = details.references() == null ? List.<SimulatedChange.References>of() : details.references();
        return fields.isEmpty() && references.isEmpty()
                || fields.stream().anyMatch(field -> field.name().equals("team_role"))
                || references.stream().anyMatch(named -> named.name().equals("members"));
    }
}
