package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.FeedOutcome.SwitchedOff;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.kit.answer.Bounds;
import dev.muster.pagerduty.Trouble.Ending;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;

/// Every trouble, in every feed, at the first, a middle and the last request, once and for good. The matrix is made
/// from the list of feeds: a new feed is in it by itself.
///
/// What a host would do with each reading is worked out as well: it closes what a complete feed does not hold any
/// more, and nothing may be closed in an account where nothing changed.
@Execution(CONCURRENT)
class FaultMatrixTest {
    private static final Bounds USUAL =
            new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 20, 64, 1 << 16);
    private static final Bounds IMPATIENT =
            new Bounds(Duration.ofSeconds(5), Duration.ofMillis(300), 1 << 20, 64, 1 << 16);

    private static final Bounds TEN_TIMES_AS_PATIENT =
            new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(3), 1 << 20, 64, 1 << 16);

    /// Sixteen parts under way may each be asked again some twenty times in ten minutes of patience.
    private static final int PATIENCE_OF_ALL_PARTS = 16 * 25;

    /// They come in parts that can be gone one by one.
    private static final Set<String> PARTED =
            Set.of("team_members", "shift_schedules", "oauth_delegations", "tags", "service_dependencies");

    /// Answers to the first question that end the reading. To the second, only a refusal does.
    private static final Set<String> ENDS_AT_ONCE = Set.of(
            "401",
            "429",
            "429 without headers",
            "a web page",
            "503 with a web page",
            "a redirect to another host",
            "a reset connection",
            "no answer",
            "a slow drip");

    /// Of those, what cannot have been PagerDuty's API.
    private static final Set<String> IS_NO_API =
            Set.of("a web page", "503 with a web page", "a redirect to another host");

    private static final Map<String, HealthyReading> HEALTHY = new ConcurrentHashMap<>();
    private static final AtomicInteger SCENARIOS = new AtomicInteger();
    private static final AtomicLong WRONG_CLOSINGS = new AtomicLong();
    private static final AtomicLong LOST_ROWS = new AtomicLong();

    /// @param request first, middle or last of the feed
    private record Point(Feed feed, int request, int last, Trouble trouble, boolean forGood) {
        @Override
        public String toString() {
            return "%s: %s %s at request %d of %d"
                    .formatted(feed.id(), trouble.name(), forGood ? "for good" : "once", request, last);
        }

        Ending expected() {
            return forGood ? trouble.always() : trouble.once();
        }
    }

    @AfterAll
    static void figures() {
        System.out.printf(
                "Fault matrix: %d scenarios, wrong closings %d, lost rows %d%n",
                SCENARIOS.get(), WRONG_CLOSINGS.get(), LOST_ROWS.get());
        assertThat(WRONG_CLOSINGS).hasValue(0);
        assertThat(LOST_ROWS).hasValue(0);
    }

    @TestFactory
    Stream<DynamicTest> a_feed_in_trouble_is_whole_or_says_why_it_is_not() {
        return Feeds.ALL.stream()
                .filter(feed -> healthy(feed).requests() > 0)
                .flatMap(feed -> Trouble.all().stream().flatMap(trouble -> points(feed, trouble)))
                .map(point -> DynamicTest.dynamicTest(point.toString(), () -> meet(point)));
    }

    private static Stream<Point> points(Feed feed, Trouble trouble) {
        int last = healthy(feed).requests();
        return IntStream.of(1, (last + 1) / 2, last)
                .distinct()
                .boxed()
                .flatMap(request ->
                        Stream.of(false, true).map(forGood -> new Point(feed, request, last, trouble, forGood)));
    }

    private static HealthyReading healthy(Feed feed) {
        return HEALTHY.computeIfAbsent(feed.id(), id -> {
            HealthyReading healthy = HealthyReading.of(feed, account(id));
            HealthyReading ofFew = HealthyReading.of(feed, SimulatedAccount.of(3, 3, 3));
            return ofFew.requests() == healthy.requests() ? ofFew : healthy;
        });
    }

    /// Just large enough that the feed in question has several requests, where more people make more.
    private static SimulatedAccount account(String feed) {
        return switch (feed) {
            case "teams" -> SimulatedAccount.of(3, 203, 3);
            case "team_members" -> SimulatedAccount.of(12, 5, 3);
            case "oauth_delegations" -> SimulatedAccount.of(12, 3, 3);
            case "service_dependencies" -> SimulatedAccount.of(new AccountSizes(3, 1, 1, 0, 0, 0, 2, 4), 3);
            default -> SimulatedAccount.of(210, 3, 3);
        };
    }

    /// Where nothing answers the patience is short, so that the matrix is. A machine that is busy with other things
    /// may be slower than that where nothing is wrong; then the same must hold with ten times the patience.
    private static void meet(Point point) throws InterruptedException {
        if (!point.trouble().takesTime()) {
            meet(point, USUAL);
            return;
        }
        try {
            meet(point, IMPATIENT);
        } catch (AssertionError perhapsSlow) {
            meet(point, TEN_TIMES_AS_PATIENT);
        }
    }

    private static void meet(Point point, Bounds bounds) throws InterruptedException {
        HealthyReading healthy = healthy(point.feed());
        try (var far = SimulatedPagerDuty.with(healthy.account())
                .bounds(bounds)
                .feeds(point.feed().id())) {
            Requests requests = Requests.of(point.feed().id(), point.request());
            var when = point.forGood() ? requests.from(far.faults()) : requests.once(far.faults());
            when.answer(point.trouble().fault().get());

            RecordingSink sink = far.collect();

            count(point, healthy, sink);
            endsAsExpected(point, sink.feed(point.feed().id()));
            assertThat(sink.requests()).isLessThan(healthy.allRequests() + PATIENCE_OF_ALL_PARTS);
        }
    }

    private static void endsAsExpected(Point point, RecordedFeed feed) {
        switch (feed.outcome()) {
            case Complete() ->
                assertThat(point.expected().complete() || isPartThatVanished(point) || leavesTheKindOpen(point))
                        .isTrue();
            case NotAvailable(String why, String request) -> {
                assertThat(mayBeRefused(point)).as(why).isTrue();
                assertThat(request).as("request of the refusal").isNotBlank();
            }
            case SwitchedOff() -> throw new AssertionError("Nobody read " + point);
            case Partial(long unread, long of, Problem first) -> {
                assertThat(unread <= of && (point.forGood() || unread == 1)).isTrue();
                saysWhatIsWrong(point, first);
            }
            case Incomplete(Problem problem) -> saysWhatIsWrong(point, problem);
        }
    }

    private static void saysWhatIsWrong(Point point, Problem problem) {
        assertThat(problem.cause()).as(problem.message()).isEqualTo(expectedCause(point));
        assertThat(problem.message()).contains("PagerDuty").doesNotContain("..").doesNotEndWith(".");
    }

    /// What only labels, whose key it is and what the plan includes, stays open. What it sees shows in the other
    /// feeds.
    private static boolean leavesTheKindOpen(Point point) {
        Set<String> ends = point.request() == 1 ? ENDS_AT_ONCE : Set.of("401");
        return point.feed().id().equals("credential")
                && !ends.contains(point.trouble().name());
    }

    /// A part that is still listed is hidden, and the list that says so may not answer either.
    private static @Nullable Cause expectedCause(Point point) {
        if (point.feed().id().equals("credential")
                && IS_NO_API.contains(point.trouble().name())) {
            return Cause.FOREIGN_ANSWER;
        }
        boolean listed = Set.of("tags", "shift_schedules").contains(point.feed().id());
        return isPartThatVanished(point) && !(listed && point.request() == 1)
                ? Cause.NOT_SHOWN
                : point.expected().cause();
    }

    /// By plan or scope, of which only the first answer can tell. Teams are a matter of the plan although required.
    private static boolean mayBeRefused(Point point) {
        String trouble = point.trouble().name();
        if (point.request() > 1) {
            return false;
        }
        return point.feed().required()
                ? trouble.equals("402") && point.feed().id().equals("teams")
                : Set.of("402", "403", "404").contains(trouble);
    }

    /// Of feeds that come in parts, a part may say that it is gone.
    private static boolean isPartThatVanished(Point point) {
        return point.trouble().name().equals("404")
                && PARTED.contains(point.feed().id());
    }

    /// What a host would close, and what it would lack.
    private static void count(Point point, HealthyReading healthy, RecordingSink sink) {
        SCENARIOS.incrementAndGet();
        sink.feeds().stream().filter(RecordedFeed::closesRows).forEach(feed -> {
            WRONG_CLOSINGS.addAndGet(healthy.closedBy(feed, point.trouble().ended()));
            if (feed.isComplete()) {
                LOST_ROWS.addAndGet(healthy.lostBy(feed));
            }
        });
    }
}
