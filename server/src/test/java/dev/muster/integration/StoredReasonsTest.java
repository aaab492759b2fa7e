package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Feed;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.Exceptions;
import dev.muster.host.FeedReason;
import dev.muster.host.Lost;
import dev.muster.host.Reason;
import dev.muster.host.RunReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredReasonsTest {
    private static final Problem PROBLEM =
            new Problem(Cause.FAILING, "PagerDuty answered 503", "Sync again", "req-1", 503);
    private static final FeedReason.PartsUnread PARTS = new FeedReason.PartsUnread(
            1, "Payments", new Feed.Parts("team", "the members of team %s", "the members of %s teams", "no"), PROBLEM);

    @ParameterizedTest
    @MethodSource("ofFeeds")
    void a_reason_of_a_feed_is_the_same_when_it_was_stored(FeedReason reason) {
        assertThat(StoredReasons.ofFeed(StoredReasons.facts(reason))).isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("ofRuns")
    void a_reason_of_a_run_is_the_same_when_it_was_stored(RunReason reason) {
        assertThat(StoredReasons.ofRun("", StoredReasons.facts(reason))).isEqualTo(reason);
    }

    @Test
    void no_case_is_left_out() {
        assertThat(Stream.concat(ofFeeds(), ofRuns()).map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        cases(Reason.class).map(each -> (Class<?>) each).toList());
    }

    @Test
    void facts_are_stored_and_not_words() {
        assertThat(StoredReasons.facts(new RunReason.WouldDisappear(412, 1_000, "users")))
                .isEqualTo("{\"kind\":\"would_disappear\",\"closing\":412,\"of\":1000,\"what\":\"users\"}");
        assertThat(StoredReasons.facts(new RunReason.FeedLacking("Team members", PARTS)))
                .contains("\"kind\":\"feed_lacking\"", "\"kind\":\"parts_unread\"", "\"status\":503")
                .doesNotContain("could not be read");
    }

    @Test
    void what_an_earlier_version_told_in_words_is_shown_as_it_is() {
        RunReason told = StoredReasons.ofRun("It broke. Do this", null);

        assertThat(told.sentence()).isEqualTo("It broke. Do this");
        assertThat(told.message()).isEqualTo("It broke. Do this");
    }

    /// While servers of two versions work on one database, the older one knows nothing of the facts.
    @Test
    void words_that_came_after_the_facts_count() {
        String facts = StoredReasons.facts(new RunReason.ServerStopped());

        assertThat(StoredReasons.ofRun("It broke", facts)).isEqualTo(new RunReason.Told("It broke"));
    }

    @Test
    void where_nothing_was_ever_said_there_is_no_reason() {
        assertThat(StoredReasons.ofRun("", null)).isEqualTo(new RunReason.None());
        assertThat(StoredReasons.ofFeed(null)).isEqualTo(new FeedReason.None());
    }

    private static Stream<FeedReason> ofFeeds() {
        return Stream.of(
                new FeedReason.None(),
                new FeedReason.Broken(new Problem(Cause.UNREACHABLE, "Nobody answers", "Look", null)),
                PARTS,
                new FeedReason.NotAvailable("not part of this plan"),
                new FeedReason.NotReached(),
                new FeedReason.Told("It broke", null, 0, "", ""));
    }

    private static Stream<RunReason> ofRuns() {
        return Stream.of(
                new RunReason.None(),
                new RunReason.FeedLacking("Team members", PARTS),
                new RunReason.NothingRead(new FeedReason.Broken(PROBLEM)),
                new RunReason.AllBut(new Exceptions(
                        List.of(new Exceptions.Gap("tags", PARTS, true)),
                        List.of(new Exceptions.Refused("no plan", List.of("licences"))),
                        List.of("webhooks"),
                        new Lost(2, 1, 0))),
                new RunReason.NoAccounts("PagerDuty"),
                new RunReason.WouldDisappear(412, 1_000, "users"),
                new RunReason.SeesLess("User key"),
                new RunReason.SeesLessOf(12, 50, PARTS),
                new RunReason.RowsRejected(3, 214),
                new RunReason.LookFirst("payroll.csv"),
                new RunReason.FailedSince(new RunReason.SeesLess("User key"), 7, new RunReason.NotStored(true)),
                new RunReason.StoppedBy("Ana Lima", true),
                new RunReason.ServerStopped(),
                new RunReason.LeftBehind(8),
                new RunReason.Replaced(8),
                new RunReason.Discarded(7, "Ana Lima"),
                new RunReason.CredentialSealed(),
                new RunReason.Restored(),
                new RunReason.RowsMissing("users", 7, 10, 9, true),
                new RunReason.NotStored(false),
                new RunReason.Fault("ArithmeticException"),
                new RunReason.Told("It broke"));
    }

    private static Stream<Class<?>> cases(Class<?> reason) {
        return reason.isRecord()
                ? Stream.of(reason)
                : Arrays.stream(reason.getPermittedSubclasses())
                        .flatMap(StoredReasonsTest::cases)
                        .distinct();
    }
}
