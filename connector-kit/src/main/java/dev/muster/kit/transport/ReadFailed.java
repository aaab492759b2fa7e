package dev.muster.kit.transport;

import dev.muster.connector.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something could not be read, with the words for it and with what may help.
public final class ReadFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /// What may help.
    public enum Remedy {
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
    public static ReadFailed forGood(Problem problem, int status) {
        return new ReadFailed(problem, Remedy.NONE, status, null, "", false);
    }

    /// @param theirWords what the service said about it, for decisions
    public static ReadFailed forGood(Problem problem, int status, String theirWords) {
        return new ReadFailed(problem, Remedy.NONE, status, null, theirWords, false);
    }

    static ReadFailed forNow(Problem problem, int status) {
        return new ReadFailed(problem, Remedy.ASK_AGAIN, status, null, "", false);
    }

    /// @param wait how long the service asks to wait; none when it does not say
    static ReadFailed tooFast(Problem problem, @Nullable Duration wait) {
        return new ReadFailed(problem, Remedy.WAIT, 429, wait, "", false);
    }

    /// The same trouble, which is to be asked about again only later.
    ///
    /// @param time how long the service asks to wait; none when it does not say
    ReadFailed after(@Nullable Duration time) {
        return new ReadFailed(problem, remedy, status, time, theirWords, foreign);
    }

    /// The same trouble, told by an answer that the service's API may have given or not.
    public ReadFailed from(boolean stranger) {
        return new ReadFailed(problem, remedy, status, wait, theirWords, stranger);
    }

    /// Whether the answer was none of the service's API, to all appearances: a web page, a redirect.
    public boolean isForeign() {
        return foreign;
    }

    /// Whether the service says that there is no such thing.
    public boolean isNotFound() {
        return status == 404;
    }

    public Problem problem() {
        return problem;
    }

    public Remedy remedy() {
        return remedy;
    }

    public int status() {
        return status;
    }

    public String theirWords() {
        return theirWords;
    }

    /// How long the service asks to wait; none when it does not say.
    public @Nullable Duration askedWait() {
        return wait;
    }
}
