package dev.muster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.FeedReason;
import dev.muster.host.Parts;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquationTest {
    @Test
    void what_was_fetched_was_stored_or_rejected() {
        assertThat(words(feed(State.COMPLETE, 1_216, 0, 1_214, 2), feed(State.COMPLETE, 84, 0, 84, 0)))
                .isEqualTo("1,300 rows fetched = 1,298 stored + 2 rejected with a reason");
    }

    @Test
    void what_was_kept_stands_beside_what_was_fetched() {
        assertThat(words(feed(State.COMPLETE, 20, 0, 20, 0), feed(State.COMPLETE, 0, 3_000, 3_000, 0)))
                .isEqualTo("20 rows fetched + 3,000 kept = 3,020 stored + 0 rejected with a reason");
    }

    @Test
    void what_a_broken_feed_fetched_or_wanted_to_keep_is_left_out() {
        assertThat(words(feed(State.COMPLETE, 20, 0, 20, 0), feed(State.INCOMPLETE, 5, 40, 0, 1)))
                .isEqualTo("25 rows fetched + 40 kept = 20 stored + 1 rejected with a reason"
                        + " + 44 left out, because their reading did not come to its end");
    }

    @Test
    void a_run_that_still_reads_has_stored_nothing_yet() {
        assertThat(Equation.of(List.of(feed(State.READING, 1, 0, 0, 0))).inWords(true))
                .isEqualTo("1 row fetched so far");
    }

    private static String words(FeedCertificate... feeds) {
        return Equation.of(List.of(feeds)).inWords(false);
    }

    private static FeedCertificate feed(State state, long fetched, long kept, long stored, long rejected) {
        return new FeedCertificate(
                "users",
                state,
                new FeedReason.None(),
                null,
                1,
                1,
                null,
                Parts.NONE,
                fetched,
                kept,
                stored,
                rejected,
                0,
                0,
                0,
                Disagreements.NONE,
                null,
                null,
                null);
    }
}
