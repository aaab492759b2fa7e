package dev.muster.connector;

import org.jspecify.annotations.Nullable;

/// How the reading of one feed ended.
public sealed interface FeedOutcome {

    /// Read to its end, and proved so as far as the application lets one prove it. Only this closes absent rows.
    record Complete() implements FeedOutcome {}

    /// Not read to its end. The rows of the last complete reading stay, with their age.
    record Incomplete(Problem problem) implements FeedOutcome {}

    /// An optional feed that the plan or the scope of the credential does not include.
    ///
    /// @param why       `not part of this PagerDuty plan`, `not in the scope of this credential`
    /// @param requestId the application's own id of the refused request, for its support; none when it told none
    record NotAvailable(String why, @Nullable String requestId) implements FeedOutcome {}

    /// An optional feed that nobody asked for. No request was sent; what an earlier run read stays, with its age.
    record SwitchedOff() implements FeedOutcome {}

    /// The application's own id of the request that ended the feed before its end; none when no answer did.
    default @Nullable String requestId() {
        return switch (this) {
            case Complete(), SwitchedOff() -> null;
            case Incomplete(Problem problem) -> problem.requestId();
            case NotAvailable(String why, String refused) -> refused;
        };
    }
}
