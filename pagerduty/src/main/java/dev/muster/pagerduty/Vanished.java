package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;

/// The words for what PagerDuty names in one list and does not find in the next.
final class Vanished {
    private Vanished() {}

    /// It is still in the list that named it, so it was not removed.
    ///
    /// @param thing   what is listed: `team Payments`
    /// @param lacking what of it is not found: `its members`
    /// @param missing the answer that said so
    static Problem hidden(String thing, String lacking, ReadFailed missing) {
        return new Problem(
                Cause.NOT_SHOWN,
                "PagerDuty lists %s, but says that it does not have %s (%d)"
                        .formatted(thing, lacking, missing.status()),
                "Find out at PagerDuty whether this credential may see it",
                missing.problem().requestId(),
                missing.status());
    }
}
