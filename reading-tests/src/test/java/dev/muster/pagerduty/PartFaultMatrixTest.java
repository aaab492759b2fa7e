package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.kit.answer.Bounds;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;

/// Every trouble that lasts, with the first, a middle and the last part of every feed that is read by parts. The other
/// parts are what they would be without it, and no answer of the rules is surer than what was read.
@Execution(CONCURRENT)
class PartFaultMatrixTest {
    private static final SimulatedAccount ACCOUNT = account();
    private static final Bounds USUAL =
            new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 20, 64, 1 << 16);
    private static final Bounds IMPATIENT =
            new Bounds(Duration.ofSeconds(5), Duration.ofMillis(300), 1 << 20, 64, 1 << 16);

    /// What ends the whole feed, whichever part meets it.
    private static final Set<String> END_THE_FEED = Set.of("401", "429", "429 without headers");

    private static final Map<String, HealthyReading> HEALTHY = new ConcurrentHashMap<>();
    private static final AtomicInteger SCENARIOS = new AtomicInteger();
    private static final AtomicLong LOST_OF_OTHERS = new AtomicLong();
    private static final AtomicLong WRONG_CERTAINTIES = new AtomicLong();
    private static final RightsInTrouble RIGHTS = RightsInTrouble.of(ACCOUNT);

    /// @param address of the part's listing, with its id for `%s`
    private record Nested(String feed, String type, String address, List<String> parts) {
        Stream<String> firstMiddleLast() {
            return Stream.of(parts.getFirst(), parts.get(parts.size() / 2), parts.getLast())
                    .distinct();
        }
    }

    /// Small, and with something of everything that decides about rights: private teams, and teams below others.
    private static SimulatedAccount account() {
        SimulatedAccount account = SimulatedAccount.of(new AccountSizes(12, 5, 4, 3, 3, 12, 8, 2), 3);
        List<SimulatedTeam> teams = account.teams();
        account.addTeam(teams.getFirst().asPrivate());
        account.addTeam(teams.getLast().asPrivate());
        putAbove(teams.get(2), teams.get(1), account);
        putAbove(teams.getLast(), teams.get(3), account);
        return account;
    }

    private static void putAbove(SimulatedTeam parent, SimulatedTeam team, SimulatedAccount account) {
        account.putRawField(
                "team", team.id(), "parent", "{\"id\":\"%s\",\"type\":\"team_reference\"}".formatted(parent.id()));
    }

    @AfterAll
    static void figures() {
        System.out.printf(
                "Fault matrix of parts: %d scenarios, rows of other parts lost %d, wrong certainties %d%n",
                SCENARIOS.get(), LOST_OF_OTHERS.get(), WRONG_CERTAINTIES.get());
        assertThat(LOST_OF_OTHERS).hasValue(0);
        assertThat(WRONG_CERTAINTIES).hasValue(0);
    }

    @TestFactory
    Stream<DynamicTest> a_part_in_trouble_costs_no_other() {
        return nested().flatMap(feed -> Trouble.all().stream()
                .flatMap(trouble -> feed.firstMiddleLast()
                        .map(part -> DynamicTest.dynamicTest(
                                "%s: %s at %s".formatted(feed.feed(), trouble.name(), part),
                                () -> meet(feed, part, trouble)))));
    }

    private static Stream<Nested> nested() {
        return Stream.of(
                new Nested("team_members", "team", "/teams/%s/members", ids(ACCOUNT.teams(), team -> team.id())),
                new Nested(
                        "shift_schedules",
                        "schedule",
                        "/v3/schedules/%s",
                        ids(ACCOUNT.onCallSetup().shiftSchedules(), schedule -> schedule.id())),
                new Nested(
                        "oauth_delegations",
                        "user",
                        "/users/%s/oauth_delegations",
                        ids(ACCOUNT.users(), user -> user.id())),
                new Nested(
                        "tags",
                        "tag",
                        "/tags/%s/teams",
                        ids(ACCOUNT.reach().tags().list(), tag -> tag.id())),
                new Nested(
                        "service_dependencies",
                        "business_service",
                        "/service_dependencies/business_services/%s",
                        ids(ACCOUNT.onCallSetup().businessServices(), service -> service.id())));
    }

    private static void meet(Nested nested, String part, Trouble trouble) throws InterruptedException {
        HealthyReading healthy = HEALTHY.computeIfAbsent(nested.feed(), id -> HealthyReading.of(feedOf(id), ACCOUNT));
        try (var far = SimulatedPagerDuty.with(ACCOUNT)
                .bounds(trouble.takesTime() ? IMPATIENT : USUAL)
                .feeds(nested.feed())) {
            far.faults()
                    .on(nested.address().formatted(part))
                    .every()
                    .answer(trouble.fault().get());

            RecordedFeed feed = far.collect().feed(nested.feed());

            SCENARIOS.incrementAndGet();
            if (feed.closesRows()) {
                LOST_OF_OTHERS.addAndGet(healthy.lostOfOthers(feed, new Key(nested.type(), part)));
            }
            long wrong = RIGHTS.wrongWith(feed, toldOtherwise(nested, part, trouble));
            WRONG_CERTAINTIES.addAndGet(wrong);
            assertThat(wrong).as("answers a full reading contradicts").isZero();
            switch (feed.outcome()) {
                case Incomplete incomplete ->
                    assertThat(END_THE_FEED).as(incomplete.toString()).contains(trouble.name());
                case Partial partial -> assertThat(feed.unread()).containsOnlyKeys(new Key(nested.type(), part));
                default ->
                    assertThat(trouble.always().complete())
                            .as(feed.outcome().toString())
                            .isTrue();
            }
        }
    }

    /// Where PagerDuty itself says that nobody owns something any more, it is read for what it says.
    private static Set<Key> toldOtherwise(Nested nested, String part, Trouble trouble) {
        return trouble.ended() == HealthyReading.Ended.LINKS ? Set.of(new Key(nested.type(), part)) : Set.of();
    }

    private static Feed feedOf(String id) {
        return Feeds.ALL.stream()
                .filter(feed -> feed.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<String> ids(List<T> all, Function<T, String> id) {
        return all.stream().map(id).toList();
    }
}
