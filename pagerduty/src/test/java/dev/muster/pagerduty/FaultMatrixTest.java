package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.simulator.Fault;
import dev.muster.simulator.SimulatedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every trouble, in every feed, at the first, a middle and the last page, once and for good.
class FaultMatrixTest {
    private static final PagerDutyOptions.Bounds USUAL =
            new PagerDutyOptions.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20, 64, 1 << 16);
    private static final PagerDutyOptions.Bounds IMPATIENT =
            new PagerDutyOptions.Bounds(Duration.ofSeconds(5), Duration.ofMillis(300), 1 << 20, 64, 1 << 16);

    private static final List<String> FEEDS = List.of("users", "teams", "team_members");

    /// @param request first, middle or last of the feed
    private record Point(String feed, int request, int last, Trouble trouble, boolean forGood) {
        @Override
        public String toString() {
            return "%s %s at request %d of %d of %s"
                    .formatted(trouble.name(), forGood ? "for good" : "once", request, last, feed);
        }

        @Nullable
        Cause expected() {
            return forGood ? trouble.always() : trouble.once();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_feed_in_trouble_is_whole_or_says_why_it_is_not() {
        return points().map(point -> DynamicTest.dynamicTest(point.toString(), () -> meet(point)));
    }

    @TestFactory
    Stream<DynamicTest> a_listing_that_contradicts_itself_is_never_taken_for_whole_when_it_is_not() {
        List<Fault> contradictions = List.of(
                new Fault.RepeatedPage(),
                new Fault.ChangedTotal(1),
                new Fault.ChangedTotal(400),
                new Fault.ChangedTotal(100_000),
                new Fault.DuplicatedRow());
        return contradictions.stream()
                .map(fault ->
                        new Trouble(fault.toString(), Set.copyOf(FEEDS), () -> fault, Cause.NOT_WHOLE, Cause.NOT_WHOLE))
                .flatMap(trouble -> FEEDS.stream().flatMap(feed -> points(feed, trouble)))
                .map(point -> DynamicTest.dynamicTest(point.toString(), () -> contradict(point)));
    }

    private static Stream<Point> points() {
        return FEEDS.stream()
                .flatMap(feed -> Trouble.all().stream()
                        .filter(trouble -> trouble.feeds().contains(feed))
                        .flatMap(trouble -> points(feed, trouble)));
    }

    private static Stream<Point> points(String feed, Trouble trouble) {
        int last = feed.equals("team_members") ? 5 : 3;
        return IntStream.of(1, (last + 1) / 2, last)
                .boxed()
                .flatMap(request ->
                        Stream.of(false, true).map(forGood -> new Point(feed, request, last, trouble, forGood)));
    }

    /// Just large enough that the feed in question has several requests.
    private static SimulatedAccount accountFor(String feed) {
        return switch (feed) {
            case "users" -> SimulatedAccount.of(210, 1, 3);
            case "teams" -> SimulatedAccount.of(3, 203, 3);
            default -> SimulatedAccount.of(12, 5, 3);
        };
    }

    private static void contradict(Point point) throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(accountFor(point.feed())).bounds(USUAL)) {
            script(point, far);

            RecordingSink sink = far.collect();

            RecordedFeed feed = sink.feed(point.feed());
            if (!feed.isComplete()) {
                assertThat(feed.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
            }
            completeFeedsLackNothing(far, sink);
            assertThat(sink.requests()).isLessThan(usual(far) + 100);
        }
    }

    private static void meet(Point point) throws InterruptedException {
        var bounds = point.trouble().takesTime() ? IMPATIENT : USUAL;
        try (var far = SimulatedPagerDuty.with(accountFor(point.feed())).bounds(bounds)) {
            script(point, far);

            RecordingSink sink = far.collect();

            endsAsExpected(point, sink.feed(point.feed()));
            completeFeedsLackNothing(far, sink);
            assertThat(sink.requests()).isLessThan(usual(far) + 100);
        }
    }

    /// Two hundred listings of members prove nothing about the list of teams, so they are spared.
    private static void script(Point point, SimulatedPagerDuty far) {
        Requests requests = Requests.of(point.feed(), point.request());
        var when = point.forGood() ? requests.from(far.faults()) : requests.once(far.faults());
        when.answer(point.trouble().fault().get());
        if (point.feed().equals("teams")) {
            far.faults().on("/teams/{id}/members").every().answer(new Fault.Status(403));
        }
    }

    private static void endsAsExpected(Point point, RecordedFeed feed) {
        if (isPlanWithoutTeams(point)) {
            assertThat(feed.outcome()).isEqualTo(new FeedOutcome.NotAvailable("not part of this PagerDuty plan"));
        } else if (isMissingMemberList(point)) {
            assertThat(feed.problem().cause()).isEqualTo(Cause.NOT_WHOLE);
        } else if (point.expected() == null) {
            assertThat(feed.outcome()).isEqualTo(new FeedOutcome.Complete());
        } else {
            assertThat(feed.problem().cause()).isEqualTo(point.expected());
            assertThat(feed.problem().message())
                    .contains("PagerDuty")
                    .doesNotContain("..")
                    .doesNotEndWith(".");
        }
    }

    /// Only the first answer can say so; later the plan would have changed during the reading.
    private static boolean isPlanWithoutTeams(Point point) {
        return point.trouble().name().equals("402") && point.feed().equals("teams") && point.request() == 1;
    }

    /// The team itself is still there.
    private static boolean isMissingMemberList(Point point) {
        return point.trouble().name().equals("404") && point.feed().equals("team_members");
    }

    private static void completeFeedsLackNothing(SimulatedPagerDuty far, RecordingSink sink) {
        for (RecordedFeed feed : sink.feeds()) {
            if (feed.isComplete()) {
                int held = far.records().getOrDefault(feed.feed().id(), -1);
                assertThat(feed.recorded()).as(feed.feed().id()).isEqualTo(held);
            }
        }
    }

    private static int usual(SimulatedPagerDuty far) {
        List<Integer> requests = List.copyOf(far.requests().values());
        return requests.stream().mapToInt(Integer::intValue).sum();
    }
}
