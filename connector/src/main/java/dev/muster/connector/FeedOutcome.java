package dev.muster.connector;

import org.jspecify.annotations.Nullable;

/// How the reading of one feed ended.
public sealed interface FeedOutcome {

    /// Read to its end, and proved so as far as the application lets one prove it. This closes absent rows.
    record Complete() implements FeedOutcome {}

    /// Read to its end but for some parts, each of which [FeedWriter#ended] named. This closes absent rows too, but
    /// none of a part that is unread.
    ///
    /// @param unread how many parts
    /// @param of     how many parts there are, those included of which nothing was asked because nothing had
    ///               changed
    /// @param first  why the first of them could not be read
    record Partial(long unread, long of, Problem first) implements FeedOutcome {
        public Partial {
            if (unread < 1 || unread > of) {
                throw new IllegalArgumentException("%d of %d parts cannot be unread".formatted(unread, of));
            }
        }
    }

    /// Not read to its end. The rows of the last complete reading stay, with their age.
    record Incomplete(Problem problem) implements FeedOutcome {}

    /// An optional feed that the plan or the scope of the credential does not include.
    ///
    /// @param why       `not part of this PagerDuty plan`, `not in the scope of this credential`
    /// @param requestId the application's own id of the refused request, for its support; none when it told none
    record NotAvailable(String why, @Nullable String requestId) implements FeedOutcome {}

    /// An optional feed that nobody asked for. No request was sent; what an earlier run read stays, with its age.
    record SwitchedOff() implements FeedOutcome {}

    /// The application's own id of the request that ended the feed, or a part of it, before its end; none when no
    /// answer did.
    default @Nullable String requestId() {
        return switch (this) {
            case Complete(), SwitchedOff() -> null;
            case Partial(long unread, long of, Problem first) -> first.requestId();
            case Incomplete(Problem problem) -> problem.requestId();
            case NotAvailable(String why, String refused) -> refused;
        };
    }
}
