package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.simulator.SimulatedAccount;
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
/// parts are what they would be without it.
@Execution(CONCURRENT)
class PartFaultMatrixTest {
    private static final SimulatedAccount ACCOUNT = SimulatedAccount.of(12, 5, 3);
    private static final PagerDutyOptions.Bounds USUAL =
            new PagerDutyOptions.Bounds(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 20, 64, 1 << 16);
    private static final PagerDutyOptions.Bounds IMPATIENT =
            new PagerDutyOptions.Bounds(Duration.ofSeconds(5), Duration.ofMillis(300), 1 << 20, 64, 1 << 16);

    /// What ends the whole feed, whichever part meets it.
    private static final Set<String> END_THE_FEED = Set.of("401", "429", "429 without headers");

    private static final Map<String, HealthyReading> HEALTHY = new ConcurrentHashMap<>();
    private static final AtomicInteger SCENARIOS = new AtomicInteger();
    private static final AtomicLong LOST_OF_OTHERS = new AtomicLong();

    /// @param address of the part's listing, with its id for `%s`
    private record Nested(String feed, String type, String address, List<String> parts) {
        Stream<String> firstMiddleLast() {
            return Stream.of(parts.getFirst(), parts.get(parts.size() / 2), parts.getLast())
                    .distinct();
        }
    }

    @AfterAll
    static void figures() {
        System.out.printf(
                "Fault matrix of parts: %d scenarios, rows of other parts lost %d%n",
                SCENARIOS.get(), LOST_OF_OTHERS.get());
        assertThat(LOST_OF_OTHERS).hasValue(0);
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
                        ids(ACCOUNT.reach().tags().list(), tag -> tag.id())));
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
