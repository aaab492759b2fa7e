package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;

/// What PagerDuty named in one list and does not find in the next. It was removed in between only if it is gone
/// itself; when it is still there, something of it was not seen.
final class Vanished {
    private static final int NOT_FOUND = 404;

    private Vanished() {}

    static boolean is(ReadFailed failure) {
        return failure.status() == NOT_FOUND;
    }

    /// Asks for the thing itself, and returns if it is gone.
    ///
    /// @param thing   the thing, by itself
    /// @param lacking what of it was not found: `the list of its members`
    /// @param missing the answer that said so
    /// @throws ReadFailed when it is still there, or does not tell
    static void confirm(Api api, Ask thing, String lacking, ReadFailed missing, Meter meter)
            throws ReadFailed, InterruptedException {
        try {
            api.get(thing, meter, json -> Fields.read(json, Allowed.NOTHING));
        } catch (ReadFailed failure) {
            if (is(failure)) {
                return;
            }
            throw failure;
        }
        throw stillThere(thing.what(), lacking, missing.problem());
    }

    /// @param thing what is there
    static ReadFailed stillThere(String thing, String lacking, Problem missing) {
        return ReadFailed.forGood(
                new Problem(
                        Cause.NOT_WHOLE,
                        "PagerDuty has %s, but not %s (%d)".formatted(thing, lacking, NOT_FOUND),
                        Walk.NEXT_SYNC,
                        missing.requestId()),
                0);
    }
}
