package dev.muster.kit.feed;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.transport.ReadFailed;

/// The words for what the service names in one list and does not find in the next.
final class Vanished {
    private Vanished() {}

    /// It is still in the list that named it, so it was not removed.
    ///
    /// @param service who names it, for sentences
    /// @param thing   what is listed: `team Payments`
    /// @param lacking what of it is not found: `its members`
    /// @param missing the answer that said so
    static Problem hidden(String service, String thing, String lacking, ReadFailed missing) {
        return new Problem(
                Cause.NOT_SHOWN,
                "%s lists %s, but says that it does not have %s (%d)"
                        .formatted(service, thing, lacking, missing.status()),
                "Find out at %s whether this credential may see it".formatted(service),
                missing.problem().requestId(),
                missing.status());
    }
}
