package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something could not be read, with the words for it and with what may help.
final class ReadFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /// What may help.
    enum Remedy {
        /// Nothing: the same request would get the same answer.
        NONE,
        /// Asking again shortly: the trouble may pass.
        ASK_AGAIN,
        /// Waiting until the rate limit is renewed.
        WAIT
    }

    private final transient Problem problem;
    private final Remedy remedy;
    private final int status;
    private final @Nullable Duration wait;
    private final String theirWords;
    private final boolean foreign;

    private ReadFailed(
            Problem problem, Remedy remedy, int status, @Nullable Duration wait, String theirWords, boolean foreign) {
        super(problem.what(), null, false, false);
        this.theirWords = theirWords;
        this.foreign = foreign;
        this.problem = problem;
        this.remedy = remedy;
        this.status = status;
        this.wait = wait;
    }

    /// @param status the answer's HTTP status, 0 when the trouble is not one of status
    static ReadFailed forGood(Problem problem, int status) {
        return new ReadFailed(problem, Remedy.NONE, status, null, "", false);
    }

    /// @param theirWords what PagerDuty said about it, for decisions
    static ReadFailed forGood(Problem problem, int status, String theirWords) {
        return new ReadFailed(problem, Remedy.NONE, status, null, theirWords, false);
    }

    static ReadFailed forNow(Problem problem, int status) {
        return new ReadFailed(problem, Remedy.ASK_AGAIN, status, null, "", false);
    }

    /// @param wait how long PagerDuty asks to wait; none when it does not say
    static ReadFailed tooFast(Problem problem, @Nullable Duration wait) {
        return new ReadFailed(problem, Remedy.WAIT, 429, wait, "", false);
    }

    /// The same trouble, which is to be asked about again only later.
    ///
    /// @param time how long PagerDuty asks to wait; none when it does not say
    ReadFailed after(@Nullable Duration time) {
        return new ReadFailed(problem, remedy, status, time, theirWords, foreign);
    }

    /// The same trouble, told by an answer that PagerDuty's API may have given or not.
    ReadFailed from(boolean stranger) {
        return new ReadFailed(problem, remedy, status, wait, theirWords, stranger);
    }

    /// Whether the answer was none of PagerDuty's API, to all appearances: a web page, a redirect.
    boolean isForeign() {
        return foreign;
    }

    /// Whether PagerDuty says that there is no such thing.
    boolean isNotFound() {
        return status == 404;
    }

    Problem problem() {
        return problem;
    }

    Remedy remedy() {
        return remedy;
    }

    int status() {
        return status;
    }

    String theirWords() {
        return theirWords;
    }

    /// How long PagerDuty asks to wait; none when it does not say.
    @Nullable
    Duration askedWait() {
        return wait;
    }
}
