package dev.muster.setup;

import dev.muster.connector.Check;
import dev.muster.connector.Problem;
import dev.muster.web.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came back when a connection was tested (`setup/testResult`, a fragment).
///
/// @param at     when
/// @param endsIn   last four characters of the tested credential; none when it is too short to show any
/// @param identity names what was tried, so that saving it although it was refused saves just that; empty when
///                 nothing was
public record TestResult(Check check, Moment at, @Nullable String endsIn, String identity) {

    /// What stands in the place of a result when the form has faults and nobody was asked.
    static TestResult unasked(String faults, Moment at) {
        var problem = new Problem(Problem.Cause.CREDENTIAL_REFUSED, "Nothing was asked", faults, null);
        return new TestResult(new Check.Refused(problem, 0, Duration.ZERO), at, null, "");
    }
}
