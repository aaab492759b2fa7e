package dev.muster.snapshot;

import dev.muster.connector.Manual;
import dev.muster.host.FeedReason;

/// What to do about something that is missing. The connector's own next step speaks of a server's pages.
record Advice(Manual manual, Manual.Means means) {

    /// One sentence without a full stop.
    String on(FeedReason reason) {
        return switch (reason.cause()) {
            case CREDENTIAL_REFUSED -> means.whenRefused();
            case NOT_PERMITTED -> means.whenNotPermitted();
            case NOT_IN_PLAN -> "Leave it out with --feeds";
            case NOT_SHOWN -> "Find out at %s whether this credential may see it".formatted(manual.application());
            case UNREACHABLE -> "Check network, DNS, proxy and %s, then run it again".formatted(manual.whereInShort());
            case MALFORMED_ANSWER, FOREIGN_ANSWER ->
                "Check %s, the token and any proxy in between".formatted(manual.whereInShort());
            case FAILING, RATE_LIMITED, NOT_WHOLE, DEPENDENCY, CANCELLED -> "Run it again";
            case null -> "Run it again";
        };
    }
}
