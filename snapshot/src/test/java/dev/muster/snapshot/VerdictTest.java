package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.Counts;
import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.FeedReason;
import dev.muster.host.Parts;
import dev.muster.host.RunCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    private static final Credential ACCOUNT_KEY =
            new Credential("Account key, sees private teams too", 100, "acme.pagerduty.com (US)", "9f3c 51e0 a7d2");
    private static final List<Feed> FEEDS = List.of(
            new Feed("credential", "Credential", "credentials", true, Set.of()),
            new Feed("users", "Users", "users", true, Set.of()),
            new Feed("teams", "Teams", "teams", true, Set.of()),
            new Feed("tags", "Tags", "tags", false, Set.of()));

    @Test
    void a_reading_of_all_feeds_is_complete() {
        Verdict verdict =
                verdict(ACCOUNT_KEY, complete(1), complete(2_000), complete(24), new FeedOutcome.SwitchedOff());

        assertThat(verdict)
                .isEqualTo(new Verdict(
                        0,
                        List.of(
                                "Complete: 3 requests in 1.5 s; users 2,000, teams 24",
                                "Read with: Account key, sees private teams too; account acme.pagerduty.com (US).")));
    }

    @Test
    void one_reason_of_several_feeds_is_told_once_and_each_other_reason_too() {
        Verdict verdict = verdict(
                ACCOUNT_KEY,
                complete(1),
                incomplete(Cause.FAILING, "PagerDuty answered 503"),
                incomplete(Cause.FAILING, "PagerDuty answered 503"),
                incomplete(Cause.NOT_PERMITTED, "PagerDuty does not let the token read tags"));

        assertThat(verdict.exitCode()).isEqualTo(4);
        assertThat(verdict.lines())
                .containsSequence(
                        "Users, Teams: PagerDuty answered 503. Run it again.",
                        "Tags: PagerDuty does not let the token read tags."
                                + " Use an account key, or the key of a user who may see this.");
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENTIAL_REFUSED,3",
        "UNREACHABLE,5",
        "NOT_PERMITTED,4",
        "NOT_IN_PLAN,4",
        "FAILING,4",
        "RATE_LIMITED,4",
        "MALFORMED_ANSWER,4",
        "NOT_WHOLE,4",
        "CANCELLED,130"
    })
    void what_stands_in_the_way_of_everything_decides_the_code(Cause cause, int code) {
        var dependent = incomplete(Cause.DEPENDENCY, "Cannot be read without it");

        assertThat(verdict(ACCOUNT_KEY, incomplete(cause, "It failed"), dependent, dependent, dependent)
                        .exitCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"CREDENTIAL_REFUSED", "UNREACHABLE", "FAILING"})
    void rows_that_were_read_make_it_incomplete_whatever_happened_later(Cause cause) {
        assertThat(verdict(ACCOUNT_KEY, complete(1), complete(60), incomplete(cause, "It failed"), complete(0))
                        .exitCode())
                .isEqualTo(4);
    }

    @Test
    void an_app_is_told_what_an_app_needs() {
        assertThat(Verdict.of(
                                reading(ACCOUNT_KEY, incomplete(Cause.NOT_PERMITTED, "Not allowed")),
                                SomeManual.MANUAL,
                                SomeManual.APP)
                        .lines())
                .contains("Credential: Not allowed. Give the app the scope for it.");
    }

    @Test
    void what_a_credential_may_not_see_is_said_with_its_name() {
        var bounded = new Credential("User key of Kim Ito, Responder", 40, null, "9f3c 51e0 a7d2");

        assertThat(verdict(bounded, complete(1), complete(60)).lines())
                .containsExactly(
                        "Complete as far as this credential sees: 2 requests in 1.5 s; users 60",
                        "Read with: User key of Kim Ito, Responder. It shows only what its holder may see; what is"
                                + " hidden from it is missing without a trace.");
    }

    /// How a feed ended.
    private record End(FeedOutcome outcome, long records) {}

    private static End complete(long records) {
        return new End(new FeedOutcome.Complete(), records);
    }

    private static FeedOutcome incomplete(Cause cause, String what) {
        return new FeedOutcome.Incomplete(new Problem(cause, what, "Do something", null));
    }

    private static Verdict verdict(Credential credential, Object... ends) {
        return Verdict.of(reading(credential, ends), SomeManual.MANUAL, SomeManual.TOKEN);
    }

    private static RunCertificate reading(Credential credential, Object... ends) {
        List<FeedCertificate> feeds = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            End end = ends[i] instanceof FeedOutcome outcome ? new End(outcome, 0) : (End) ends[i];
            feeds.add(feed(FEEDS.get(i), end));
        }
        var connector = new Description(
                "x", "X", "For tests", "Nothing", "1", List.of(), FEEDS, List.of(), List.of(), List.of());
        return new RunCertificate(
                connector, credential, Instant.EPOCH, Instant.EPOCH.plusMillis(1_500), Counts.NONE, feeds, List.of());
    }

    private static FeedCertificate feed(Feed feed, End end) {
        boolean asked = !(end.outcome() instanceof FeedOutcome.SwitchedOff);
        return new FeedCertificate(
                feed.id(),
                state(end.outcome()),
                end.outcome() instanceof FeedOutcome.Incomplete(Problem problem)
                        ? new FeedReason.Broken(problem)
                        : new FeedReason.None(),
                null,
                asked ? 1 : 0,
                0,
                null,
                Parts.NONE,
                end.records(),
                0,
                end.records(),
                0,
                0,
                0,
                0,
                Disagreements.NONE,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static State state(FeedOutcome outcome) {
        return switch (outcome) {
            case FeedOutcome.Complete complete -> State.COMPLETE;
            case FeedOutcome.Partial partial -> State.PARTIAL;
            case FeedOutcome.Incomplete incomplete -> State.INCOMPLETE;
            case FeedOutcome.NotAvailable refused -> State.NOT_AVAILABLE;
            case FeedOutcome.SwitchedOff off -> State.SWITCHED_OFF;
        };
    }
}
