package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.FeedCertificate.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunVerdictTest {
    private static final Description APPLICATION = new Description(
            "app",
            "App",
            "Tests",
            "Everything.",
            "1.0",
            List.of(),
            List.of(feed("users", "Users"), feed("licences", "Licences"), feed("policies", "Policies")),
            List.of(),
            List.of(),
            List.of());

    @Test
    void all_feeds_read_are_no_problem_and_no_exception() {
        RunVerdict verdict = of(read("users"), read("licences"), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "licences", "policies");
        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exceptions().message()).isEmpty();
    }

    @Test
    void a_refused_feed_is_an_exception_and_not_complete() {
        RunVerdict verdict = of(read("users"), refused("licences", "not part of this App plan"), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exceptions().message()).isEqualTo(", except licences: not part of this App plan");
    }

    @Test
    void feeds_refused_for_one_reason_share_it_and_other_reasons_follow() {
        assertThat(of(refused("users", "no plan"), refused("licences", "no plan"), refused("policies", "no scope"))
                        .exceptions()
                        .message())
                .isEqualTo(", except users and licences: no plan; policies: no scope");
    }

    @Test
    void a_feed_that_nobody_wants_is_neither_complete_nor_an_exception_nor_a_problem() {
        RunVerdict verdict = of(read("users"), certificate("licences", State.SWITCHED_OFF), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exceptions().message()).isEmpty();
    }

    @Test
    void a_complete_run_says_which_feeds_are_not_part_of_it() {
        assertThat(of(read("users"), read("licences"), read("policies"))
                        .exceptions()
                        .reach())
                .isEqualTo("every feed was read to its end");
        assertThat(of(
                                read("users"),
                                refused("licences", "not part of this App plan"),
                                certificate("policies", State.SWITCHED_OFF))
                        .exceptions()
                        .reach())
                .isEqualTo("every feed was read to its end, except licences: not part of this App plan."
                        + " Not asked for: policies");
    }

    @Test
    void many_feeds_refused_for_one_reason_are_a_list() {
        assertThat(of(refused("users", "no plan"), refused("licences", "no plan"), refused("policies", "no plan"))
                        .exceptions()
                        .message())
                .isEqualTo(", except users, licences and policies: no plan");
    }

    @Test
    void the_first_problem_is_told_because_the_others_follow_from_it() {
        RunVerdict verdict = of(read("users"), broken("licences", "It broke"), broken("policies", "Needs licences"));

        assertThat(verdict.isWhole()).isFalse();
        assertThat(verdict.problem().map(Reason::sentence))
                .contains("Licences could not be read to the end: It broke. Do this");
        assertThat(verdict.complete()).containsExactly("users");
    }

    @Test
    void a_feed_that_was_never_reached_is_a_problem_too() {
        assertThat(of(read("users"), certificate("licences", State.WAITING), read("policies"))
                        .problem()
                        .map(Reason::sentence))
                .contains(
                        "Licences could not be read to the end: The run ended before it was read. Sync again to read it");
    }

    @Test
    void a_part_that_is_refused_is_an_exception_and_no_problem() {
        RunVerdict verdict = of(read("users"), partial("licences", Cause.NOT_PERMITTED, 1, 403), read("policies"));

        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.isWhole()).isFalse();
        assertThat(verdict.exceptions().parts()).isEqualTo(1);
        assertThat(verdict.settled(List.of(rejecting("users", 2))).exceptions().message())
                .isEqualTo(", except the holders of L1: App refuses them (403); 2 records were rejected");
        assertThat(verdict.closing()).containsExactlyInAnyOrder("users", "licences", "policies");
        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.exceptions().message()).isEqualTo(", except the holders of L1: App refuses them (403)");
    }

    @Test
    void parts_that_may_be_read_later_are_a_problem() {
        assertThat(of(partial("users", Cause.FAILING, 3, 503)).problem().map(Reason::sentence))
                .contains("The keys of 3 users could not be read (503)");
        assertThat(of(partial("users", Cause.UNREACHABLE, 3, null)).problem().map(Reason::sentence))
                .contains("The keys of 3 users could not be read: App did not answer");
    }

    @Test
    void what_an_optional_feed_lacks_for_the_same_cause_again_is_an_exception() {
        FeedCertificate failing = partial("licences", Cause.FAILING, 1, 503);

        assertThat(RunVerdict.of(APPLICATION, List.of(failing), Map.of("licences", Cause.FAILING))
                        .exceptions()
                        .message())
                .isEqualTo(", except the holders of L1: not available, as in the run before (503)");
        assertThat(RunVerdict.of(APPLICATION, List.of(failing), Map.of("licences", Cause.UNREACHABLE))
                        .problem())
                .isPresent();
    }

    @Test
    void an_optional_feed_that_broke_off_again_for_the_same_cause_is_an_exception() {
        FeedCertificate broken = broken("licences", "It broke");

        assertThat(RunVerdict.of(APPLICATION, List.of(broken), Map.of("licences", Cause.MALFORMED_ANSWER))
                        .exceptions()
                        .message())
                .isEqualTo(", except licences: not available, as in the run before: It broke. Do this");
    }

    private static FeedCertificate rejecting(String feed, long rejected) {
        return new FeedCertificate(
                feed,
                State.COMPLETE,
                new FeedReason.None(),
                null,
                1,
                1,
                null,
                Parts.NONE,
                rejected,
                0,
                0,
                rejected,
                0,
                0,
                0,
                Disagreements.NONE,
                null,
                null,
                null);
    }

    private static FeedCertificate partial(String feed, Cause cause, long unread, @Nullable Integer status) {
        Feed.Parts by = feed.equals("users")
                ? new Feed.Parts("user", "the keys of user %s", "the keys of %s users", "App refuses them")
                : new Feed.Parts("licence", "the holders of %s", "the holders of %s licences", "App refuses them");
        Problem problem = new Problem(cause, "App did not answer", "Wait", null, status);
        return certificate(feed, State.PARTIAL, new FeedReason.PartsUnread(unread, "L1", by, problem));
    }

    private static RunVerdict of(FeedCertificate... feeds) {
        return RunVerdict.of(APPLICATION, List.of(feeds));
    }

    private static Feed feed(String id, String title) {
        return new Feed(id, title, id, false, Set.of());
    }

    private static FeedCertificate read(String feed) {
        return certificate(feed, State.COMPLETE);
    }

    private static FeedCertificate refused(String feed, String why) {
        return certificate(feed, State.NOT_AVAILABLE, new FeedReason.NotAvailable(why));
    }

    private static FeedCertificate broken(String feed, String what) {
        return certificate(
                feed,
                State.INCOMPLETE,
                new FeedReason.Broken(new Problem(Cause.MALFORMED_ANSWER, what, "Do this", null)));
    }

    private static FeedCertificate certificate(String feed, State state) {
        return certificate(feed, state, new FeedReason.None());
    }

    private static FeedCertificate certificate(String feed, State state, FeedReason reason) {
        return new FeedCertificate(
                feed,
                state,
                reason,
                null,
                1,
                1,
                null,
                Parts.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Disagreements.NONE,
                null,
                null,
                null);
    }
}
