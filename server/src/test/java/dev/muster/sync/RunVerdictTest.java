package dev.muster.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem.Cause;
import dev.muster.sync.FeedCertificate.Lacking;
import dev.muster.sync.FeedCertificate.State;
import dev.muster.sync.RunVerdict.FeedProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            List.of());

    @Test
    void all_feeds_read_are_no_problem_and_no_exception() {
        RunVerdict verdict = of(read("users"), read("licences"), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "licences", "policies");
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exception()).isEmpty();
    }

    @Test
    void a_refused_feed_is_an_exception_and_not_complete() {
        RunVerdict verdict = of(read("users"), refused("licences", "not part of this App plan"), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exception()).isEqualTo(", except licences: not part of this App plan");
    }

    @Test
    void feeds_refused_for_one_reason_share_it_and_other_reasons_follow() {
        assertThat(of(refused("users", "no plan"), refused("licences", "no plan"), refused("policies", "no scope"))
                        .exception())
                .isEqualTo(", except users and licences: no plan; policies: no scope");
    }

    @Test
    void a_feed_that_nobody_wants_is_neither_complete_nor_an_exception_nor_a_problem() {
        RunVerdict verdict = of(read("users"), certificate("licences", State.SWITCHED_OFF, ""), read("policies"));

        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.exception()).isEmpty();
    }

    @Test
    void a_complete_run_says_which_feeds_are_not_part_of_it() {
        assertThat(of(read("users"), read("licences"), read("policies")).reach())
                .isEqualTo("every feed was read to its end");
        assertThat(of(
                                read("users"),
                                refused("licences", "not part of this App plan"),
                                certificate("policies", State.SWITCHED_OFF, ""))
                        .reach())
                .isEqualTo("every feed was read to its end, except licences: not part of this App plan."
                        + " Not asked for: policies");
    }

    @Test
    void many_feeds_refused_for_one_reason_are_a_list() {
        assertThat(of(refused("users", "no plan"), refused("licences", "no plan"), refused("policies", "no plan"))
                        .exception())
                .isEqualTo(", except users, licences and policies: no plan");
    }

    @Test
    void the_first_problem_is_told_because_the_others_follow_from_it() {
        RunVerdict verdict = of(
                read("users"), broken("licences", "It broke. Do this"), broken("policies", "Needs licences. Do this"));

        assertThat(verdict.problem()).contains(new FeedProblem("Licences", "It broke. Do this", false));
        assertThat(verdict.complete()).containsExactly("users");
    }

    @Test
    void a_feed_that_was_never_reached_is_a_problem_too() {
        assertThat(of(read("users"), certificate("licences", State.WAITING, ""), read("policies"))
                        .problem())
                .contains(
                        new FeedProblem("Licences", "The run ended before it was read. Sync again to read it", false));
    }

    @Test
    void a_part_that_is_refused_is_an_exception_and_no_problem() {
        RunVerdict verdict = of(
                read("users"),
                partial("licences", Cause.NOT_PERMITTED, new Lacking(1, "the holders of L1", "App refuses them (403)")),
                read("policies"));

        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.closing()).containsExactlyInAnyOrder("users", "licences", "policies");
        assertThat(verdict.complete()).containsExactly("users", "policies");
        assertThat(verdict.exception()).isEqualTo(", except the holders of L1: App refuses them (403)");
    }

    @Test
    void parts_that_may_be_read_later_are_a_problem() {
        assertThat(of(partial("users", Cause.FAILING, new Lacking(3, "the keys of 3 users", "(503)")))
                        .problem())
                .contains(new FeedProblem("Users", "The keys of 3 users could not be read (503)", true));
        assertThat(of(partial("users", Cause.UNREACHABLE, new Lacking(3, "the keys of 3 users", "App did not answer")))
                        .problem())
                .contains(new FeedProblem("Users", "The keys of 3 users could not be read: App did not answer", true));
    }

    @Test
    void what_an_optional_feed_lacks_for_the_same_cause_again_is_an_exception() {
        FeedCertificate failing = partial("licences", Cause.FAILING, new Lacking(1, "the holders of L1", "(503)"));

        assertThat(RunVerdict.of(APPLICATION, List.of(failing), Map.of("licences", Cause.FAILING))
                        .exception())
                .isEqualTo(", except the holders of L1: not available, as in the run before (503)");
        assertThat(RunVerdict.of(APPLICATION, List.of(failing), Map.of("licences", Cause.UNREACHABLE))
                        .problem())
                .isPresent();
    }

    private static FeedCertificate partial(String feed, Cause cause, Lacking lacking) {
        return new FeedCertificate(
                feed,
                State.PARTIAL,
                "",
                cause,
                null,
                1,
                1,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                lacking);
    }

    private static RunVerdict of(FeedCertificate... feeds) {
        return RunVerdict.of(APPLICATION, List.of(feeds));
    }

    private static Feed feed(String id, String title) {
        return new Feed(id, title, id, false, Set.of());
    }

    private static FeedCertificate read(String feed) {
        return certificate(feed, State.COMPLETE, "");
    }

    private static FeedCertificate refused(String feed, String why) {
        return certificate(feed, State.NOT_AVAILABLE, why);
    }

    private static FeedCertificate broken(String feed, String why) {
        return certificate(feed, State.INCOMPLETE, why);
    }

    private static FeedCertificate certificate(String feed, State state, String reason) {
        return new FeedCertificate(
                feed,
                state,
                reason,
                null,
                null,
                1,
                1,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                Lacking.NOTHING);
    }
}
