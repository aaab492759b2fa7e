package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.simulator.objects.SimulatedWebhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever readers stumble over, the connector reads: no record lost, none invented, and what it could not see said.
class PitfallTest {
    /// What cannot be read whole, by what is in the way.
    private static final Map<Pitfall, Set<String>> NOT_WHOLE = Map.of(
            Pitfall.HIDDEN_MEMBERS, Set.of("team_members"), Pitfall.ODD_403, Set.of("team_members", "extensions"));

    /// What is listed besides what the account holds.
    private static final Map<Pitfall, Map<String, String>> BESIDES = Map.of(
            Pitfall.VANISHING_TEAM,
            Map.of("teams", "PVANISH"),
            Pitfall.TWO_ROLES,
            Map.of("team_members", "PTWOROL/PTWICE0/manager"),
            Pitfall.UNLISTED_TEAM,
            Map.of(
                    "team_members",
                    "PHIDTEAM/" + PitfallReading.anAccount().users().get(1).id()));

    @ParameterizedTest
    @EnumSource
    void a_pitfall_is_read_for_what_it_is(Pitfall pitfall) throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(PitfallReading.anAccount())) {
            PitfallReading reading = PitfallReading.of(pitfall, far);

            new PitfallFacts(reading).holdFor(pitfall);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pitfall_loses_and_invents_nothing(Pitfall pitfall) throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(PitfallReading.anAccount())) {
            pitfall.into(far.simulator);
            Map<String, Integer> records = new HashMap<>(far.records());
            Map<String, Set<String>> ids = new HashMap<>(ids(far.account()));
            records.put("team_members", members(far.account()).size());
            BESIDES.getOrDefault(pitfall, Map.of()).forEach((feed, id) -> {
                records.merge(feed, 1, Integer::sum);
                ids.merge(feed, Set.of(id), PitfallTest::union);
            });

            RecordingSink sink = far.collect();

            for (RecordedFeed feed : sink.feeds()) {
                String id = feed.feed().id();
                boolean whole = !NOT_WHOLE.getOrDefault(pitfall, Set.of()).contains(id);
                assertThat(feed.isComplete()).as(id).isEqualTo(whole);
                if (whole) {
                    assertThat(feed.recorded()).as(id).isEqualTo((long) records.getOrDefault(id, -1));
                    assertThat(recordIds(feed)).as(id).isEqualTo(ids.getOrDefault(id, recordIds(feed)));
                }
            }
            assertThat(rejected(sink)).isEmpty();
        }
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
    }

    private static Set<String> recordIds(RecordedFeed feed) {
        return feed.records().stream().map(RecordedFeed.RecordedRecord::id).collect(Collectors.toSet());
    }

    private static Map<String, String> rejected(RecordingSink sink) {
        Map<String, String> rejected = new HashMap<>();
        sink.feeds().forEach(feed -> rejected.putAll(feed.rejected()));
        return rejected;
    }

    private static Map<String, Set<String>> ids(SimulatedAccount account) {
        var setup = account.onCallSetup();
        var reach = account.reach();
        return Map.ofEntries(
                Map.entry("users", ids(account.users(), SimulatedUser::id)),
                Map.entry("teams", ids(account.teams(), SimulatedTeam::id)),
                Map.entry("team_members", members(account)),
                Map.entry("escalation_policies", ids(setup.policies(), SimulatedPolicy::id)),
                Map.entry("schedules", ids(setup.schedules(), SimulatedSchedule::id)),
                Map.entry("shift_schedules", ids(setup.shiftSchedules(), SimulatedShiftSchedule::id)),
                Map.entry("services", ids(setup.services(), SimulatedService::id)),
                Map.entry("business_services", ids(setup.businessServices(), SimulatedBusinessService::id)),
                Map.entry("webhook_subscriptions", ids(reach.webhooks(), SimulatedWebhook::id)),
                Map.entry("extensions", ids(reach.extensions(), SimulatedExtension::id)),
                Map.entry("workflow_connections", ids(reach.connections(), SimulatedConnection::id)),
                Map.entry("workflow_triggers", ids(reach.triggers(), SimulatedTrigger::id)));
    }

    /// By the lists of the teams or by the users' own records.
    private static Set<String> members(SimulatedAccount account) {
        return Stream.concat(
                        account.teams().stream()
                                .flatMap(team ->
                                        account.membersOf(team.id()).stream().map(member -> member.idIn(team))),
                        account.users().stream()
                                .flatMap(user -> user.teamIds().stream().map(team -> team + "/" + user.id())))
                .collect(Collectors.toSet());
    }

    private static <T> Set<String> ids(List<T> all, Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.toSet());
    }
}
