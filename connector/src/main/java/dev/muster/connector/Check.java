package dev.muster.connector;

import java.time.Duration;
import java.util.List;

/// What came back when a configuration was tried.
public sealed interface Check {

    /// Requests sent, retries included.
    int requests();

    /// Time from the first request to the last answer.
    Duration took();

    /// The credential works.
    ///
    /// @param sees     what it can read, in the order of the feeds
    /// @param warnings sentences about what it will not show
    record Works(Credential credential, List<Sight> sees, List<String> warnings, int requests, Duration took)
            implements Check {
        public Works {
            sees = List.copyOf(sees);
            warnings = List.copyOf(warnings);
        }
    }

    /// It does not, and why.
    record Refused(Problem problem, int requests, Duration took) implements Check {}

    /// One thing a credential sees or does not see.
    ///
    /// @param what     `Users`
    /// @param readable whether it can be read
    /// @param detail   `312`, `24 teams`, `readable`, `not part of this PagerDuty plan`
    record Sight(String what, boolean readable, String detail) {}
}
