package dev.muster.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every connector promises. A connector's tests extend this class and prepare its application three ways: whole,
/// breaking at one request of one feed, and refusing the credential.
public abstract class ConnectorContract {
    private static final Deadline SOON = new Deadline(Duration.ofSeconds(20));

    /// The application with everything readable; each feed but those of a single request has three pages or more.
    protected abstract FarSide whole();

    /// The same application, which fails for good from one request of one feed on.
    ///
    /// @param request counted from 1 within the feed
    protected abstract FarSide breakingAt(String feed, int request);

    /// The same application, which does not accept the credential.
    protected abstract FarSide refusing();

    @Test
    void the_description_is_the_same_on_every_call() {
        try (FarSide far = whole()) {
            assertThat(far.connector().describe()).isEqualTo(far.connector().describe());
        }
    }

    @Test
    void the_description_has_a_secret_and_an_entitlement_for_every_value_once() {
        try (FarSide far = whole()) {
            Description description = far.connector().describe();

            assertThat(description.settings()).hasAtLeastOneElementOfType(Setting.SecretText.class);
            assertThat(description.entitlements())
                    .extracting(known -> known.resourceType() + " " + known.value())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void rules_speak_of_what_the_description_names() {
        try (FarSide far = whole()) {
            Description description = far.connector().describe();

            far.connector().rules().ifPresent(rules -> {
                assertThat(description.types(ResourceType.Part.GROUP)).containsAll(rules.groups());
                assertThat(description.whole()).isEqualTo(rules.whole().type());
                assertThat(description.rights()).extracting(Right::rank).doesNotHaveDuplicates();
                assertThat(rules.kinds())
                        .allSatisfy(kind -> assertThat(description.rights()).containsAll(kind.rights()));
                assertThat(description.feeds())
                        .extracting(Feed::id)
                        .containsAll(rules.sources().all())
                        .containsAll(rules.kinds().stream()
                                .flatMap(kind -> kind.allFeeds().stream())
                                .toList());
            });
        }
    }

    @Test
    void every_feed_of_a_whole_application_is_read_to_its_end() throws InterruptedException {
        try (FarSide far = whole()) {
            RecordingSink sink = collect(far);

            assertThat(sink.feeds()).extracting(RecordedFeed::feed).isEqualTo(feeds(far));
            assertThat(sink.feeds()).allMatch(RecordedFeed::isComplete);
        }
    }

    @Test
    void every_record_of_the_application_is_handed_over_or_rejected() throws InterruptedException {
        try (FarSide far = whole()) {
            RecordingSink sink = collect(far);

            for (RecordedFeed feed : sink.feeds()) {
                int held = far.records().getOrDefault(feed.feed().id(), -1);
                assertThat(feed.fetched()).as("records of " + feed.feed().id()).isEqualTo(held);
            }
        }
    }

    @Test
    void the_requests_of_a_feed_are_counted() throws InterruptedException {
        try (FarSide far = whole()) {
            RecordingSink sink = collect(far);

            for (Map.Entry<String, Integer> expected : far.requests().entrySet()) {
                assertThat(sink.feed(expected.getKey()).requests())
                        .as("requests of " + expected.getKey())
                        .isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void two_readings_hand_over_the_same_in_the_same_order() throws InterruptedException {
        try (FarSide far = whole()) {
            assertThat(collect(far).toString()).isEqualTo(collect(far).toString());
        }
    }

    @Test
    void a_reading_knows_what_its_credential_is() throws InterruptedException {
        try (FarSide far = whole()) {
            Collected collected = far.connector().collect(far.configuration(), Memory.NONE, sinkFor(far));

            assertThat(collected.credential()).isNotNull();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_feed_that_breaks_is_never_complete_and_what_depends_on_it_is_not_asked_for() {
        return breakingPoints()
                .map(point -> DynamicTest.dynamicTest(
                        "%s breaks at request %d".formatted(point.feed(), point.request()), () -> isHonest(point)));
    }

    @Test
    void a_refused_credential_leaves_every_feed_incomplete_and_says_why() throws InterruptedException {
        try (FarSide far = refusing()) {
            RecordingSink sink = collect(far);

            assertThat(sink.feeds()).hasSameSizeAs(feeds(far)).noneMatch(RecordedFeed::isComplete);
            assertThat(sink.feeds().getFirst().problem().cause()).isEqualTo(Problem.Cause.CREDENTIAL_REFUSED);
            assertThat(far.connector().check(far.configuration(), SOON))
                    .isInstanceOfSatisfying(
                            Check.Refused.class,
                            refused ->
                                    assertThat(refused.problem().cause()).isEqualTo(Problem.Cause.CREDENTIAL_REFUSED));
        }
    }

    @Test
    void a_cancelled_reading_stops_with_an_interruption() {
        try (FarSide far = whole()) {
            int all =
                    far.requests().values().stream().mapToInt(Integer::intValue).sum();
            for (int sent : List.of(0, all / 2, all - 1)) {
                RecordingSink sink =
                        RecordingSink.cancellingAfter(sent, far.connector().describe());

                assertThatThrownBy(() -> far.connector().collect(far.configuration(), Memory.NONE, sink))
                        .isInstanceOf(InterruptedException.class);
                assertThat(sink.feeds().getLast().isClosed()).isFalse();
            }
        }
    }

    @Test
    void a_check_of_a_whole_application_tells_what_the_credential_is_and_sees() {
        try (FarSide far = whole()) {
            Check check = far.connector().check(far.configuration(), SOON);

            assertThat(check).isInstanceOfSatisfying(Check.Works.class, works -> {
                assertThat(works.sees()).isNotEmpty();
                assertThat(works.requests()).isPositive();
            });
        }
    }

    @Test
    void an_empty_configuration_is_refused_in_words() throws InterruptedException {
        try (FarSide far = whole()) {
            Configuration empty = new Configuration(Map.of(), Map.of());
            RecordingSink sink = sinkFor(far);
            far.connector().collect(empty, Memory.NONE, sink);

            assertThat(far.connector().check(empty, SOON)).isInstanceOf(Check.Refused.class);
            assertThat(sink.feeds()).hasSameSizeAs(feeds(far)).noneMatch(RecordedFeed::isComplete);
        }
    }

    /// Nor what it says when a feed breaks, which [#isHonest] looks at.
    @TestFactory
    Stream<DynamicTest> nothing_a_connector_says_holds_the_secret() {
        return Stream.of(
                DynamicTest.dynamicTest("whole", () -> keepsItsSecret(this::whole)),
                DynamicTest.dynamicTest("refusing", () -> keepsItsSecret(this::refusing)));
    }

    private void isHonest(BreakingPoint point) throws InterruptedException {
        try (FarSide far = breakingAt(point.feed(), point.request())) {
            RecordingSink sink = keepingItsSecret(far);

            assertThat(sink.feeds()).extracting(RecordedFeed::feed).isEqualTo(feeds(far));
            assertThat(sink.feed(point.feed()).problem().message())
                    .doesNotEndWith(".")
                    .isNotBlank();
            sink.feeds().forEach(feed -> leavesOutWhatCannotBeRead(feed, sink));
        }
    }

    private static void leavesOutWhatCannotBeRead(RecordedFeed feed, RecordingSink sink) {
        boolean lacking = feed.feed().dependsOn().stream()
                .map(sink::feed)
                .anyMatch(dependency -> dependency.outcome() instanceof FeedOutcome.Incomplete);
        if (lacking) {
            assertThat(feed.problem().cause()).isEqualTo(Problem.Cause.DEPENDENCY);
            assertThat(feed.requests()).isZero();
            assertThat(feed.fetched()).isZero();
        }
    }

    private static void keepsItsSecret(Supplier<FarSide> prepared) throws InterruptedException {
        try (FarSide far = prepared.get()) {
            keepingItsSecret(far);
        }
    }

    /// What it hands over, which holds no secret, as nothing does that it says besides.
    private static RecordingSink keepingItsSecret(FarSide far) throws InterruptedException {
        RecordingSink sink = sinkFor(far);
        Collected collected = far.connector().collect(far.configuration(), Memory.NONE, sink);
        Check check = far.connector().check(far.configuration(), SOON);

        String said = "%s %s %s %s %s".formatted(sink, collected, check, far.configuration(), far.connector());
        for (Secret secret : far.configuration().secrets().values()) {
            assertThat(secret.expose()).hasSizeGreaterThanOrEqualTo(12);
            assertThat(said).doesNotContain(secret.expose());
        }
        return sink;
    }

    /// The first, a middle and the last request of every feed.
    private Stream<BreakingPoint> breakingPoints() {
        try (FarSide far = whole()) {
            Map<String, Integer> requests = far.requests();
            return feeds(far).stream()
                    .filter(feed -> requests.containsKey(feed.id()))
                    .flatMap(feed -> firstMiddleLast(requests.getOrDefault(feed.id(), 1))
                            .map(request -> new BreakingPoint(feed.id(), request)));
        }
    }

    private static Stream<Integer> firstMiddleLast(int requests) {
        return Stream.of(1, (requests + 1) / 2, requests).distinct();
    }

    private static RecordingSink collect(FarSide far) throws InterruptedException {
        RecordingSink sink = sinkFor(far);
        far.connector().collect(far.configuration(), Memory.NONE, sink);
        return sink;
    }

    private static RecordingSink sinkFor(FarSide far) {
        return RecordingSink.of(far.connector().describe());
    }

    private static List<Feed> feeds(FarSide far) {
        return far.connector().describe().feeds();
    }

    private record BreakingPoint(String feed, int request) {}
}
