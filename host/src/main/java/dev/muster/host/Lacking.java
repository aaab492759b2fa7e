package dev.muster.host;

import java.util.Locale;

/// What was not read of a feed that was read but for some parts.
///
/// @param parts how many parts
/// @param what  `the members of team Payments`; empty when nothing is lacking
/// @param why   `PagerDuty refuses them (403)`, or `(503)` when it may pass by itself
public record Lacking(long parts, String what, String why) {
    /// Of every other feed.
    public static final Lacking NOTHING = new Lacking(0, "", "");

    /// As an exception: `the members of team Payments: PagerDuty refuses them (403)`.
    String exception() {
        return "%s: %s".formatted(what, why);
    }

    /// The same when it was so in the run before: `what carries tag X: not available, as in the run before (503)`.
    String exceptionAgain() {
        return "%s: not available, as in the run before%s %s".formatted(what, colon(), why);
    }

    /// As trouble: `The members of team Payments could not be read (503)`.
    String trouble() {
        return "%s%s could not be read%s %s"
                .formatted(what.substring(0, 1).toUpperCase(Locale.ROOT), what.substring(1), colon(), why);
    }

    private String colon() {
        return why.startsWith("(") ? "" : ":";
    }
}
