package dev.muster.snapshot;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.Arrays;

/// Why a reading ended before its end without the application's doing.
final class Stop {
    private static final String OURS = "dev.muster.";

    private Stop() {}

    /// Ctrl-C.
    static Problem byPerson() {
        return new Problem(Cause.CANCELLED, "The reading was stopped before its end", "Run it again", null);
    }

    /// A fault in this program: named by its kind and place, because its message may hold anything.
    static Problem byFault(RuntimeException fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = "A fault in Muster, which should be reported, ended the reading (%s%s)"
                .formatted(root.getClass().getSimpleName(), place(root));
        return new Problem(Cause.NOT_WHOLE, what, "Report this fault", null);
    }

    private static String place(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " in %s, line %d".formatted(frame.getFileName(), frame.getLineNumber()))
                .orElse("");
    }
}
