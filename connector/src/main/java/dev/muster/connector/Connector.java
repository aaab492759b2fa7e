package dev.muster.connector;

import java.util.Optional;

/// The code that knows one application. Stateless: every call gets the configuration it works with, and two
/// calls may run at the same time.
///
/// A connector only ever reads. It promises, and the contract suite holds it to that promise:
///
/// - a listing that did not reach its end is reported incomplete, never passed off as whole;
/// - every record it fetched is handed over or rejected with a reason;
/// - a value it does not know is handed over as it is.
public interface Connector extends AutoCloseable {

    /// What this connector is, can be told and can read. The same value on every call.
    Description describe();

    /// How levels of access add up in this application; empty when nobody can tell. The same value on every call.
    Optional<AccessRules> rules();

    /// Tries a configuration with as few requests as tell something useful, changing nothing.
    /// Answers within [Deadline] or reports a timeout; never throws for what the application answers.
    Check check(Configuration configuration, Deadline deadline);

    /// Reads every feed of [Description#feeds] in that order, and closes each with its [FeedOutcome].
    ///
    /// A feed whose dependency is incomplete is closed as incomplete without a request. What goes wrong far away
    /// ends a feed, not the call.
    ///
    /// @param memory what the reading that was published last left behind; [Memory#NONE] reads everything
    /// @throws InterruptedException when the run was cancelled; feeds still open count as incomplete
    Collected collect(Configuration configuration, Memory memory, FeedSink sink) throws InterruptedException;

    /// Lets go of what it keeps between calls, such as open connections. No call may follow; those still at work
    /// end as if the application could not be reached.
    @Override
    default void close() {}
}
