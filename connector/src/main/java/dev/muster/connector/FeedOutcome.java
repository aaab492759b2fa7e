package dev.muster.connector;

/// How the reading of one feed ended.
public sealed interface FeedOutcome {

    /// Read to its end, and proved so as far as the application lets one prove it. Only this closes absent rows.
    record Complete() implements FeedOutcome {}

    /// Not read to its end. The rows of the last complete reading stay, with their age.
    record Incomplete(Problem problem) implements FeedOutcome {}

    /// An optional feed that the plan or the scope of the credential does not include.
    ///
    /// @param why `not part of this PagerDuty plan`, `not in the scope of this credential`
    record NotAvailable(String why) implements FeedOutcome {}

    /// An optional feed that nobody asked for. No request was sent; what an earlier run read stays, with its age.
    record SwitchedOff() implements FeedOutcome {}
}
