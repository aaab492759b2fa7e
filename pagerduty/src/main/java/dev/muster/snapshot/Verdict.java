package dev.muster.snapshot;

import dev.muster.connector.Problem.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a proof comes down to: an exit code, and a line for the person who waits.
record Verdict(int exitCode, String line) {
    /// Everything asked for was read; what plan or scope leave out does not count against it.
    static final int COMPLETE = 0;
    /// Read, and not written.
    static final int NOT_WRITTEN = 1;
    /// The command line is not understood.
    static final int USAGE = 2;
    /// Nothing was read, because the credential is not good.
    static final int REFUSED = 3;
    /// Something is missing.
    static final int INCOMPLETE = 4;
    /// PagerDuty could not be reached at all.
    static final int UNREACHABLE = 5;
    /// Stopped by Ctrl-C, as shells count it.
    static final int STOPPED = 130;
    /// The reader of a pipe has gone, as shells count it.
    static final int NOBODY_READS = 141;

    static Verdict of(Proof proof) {
        Optional<FeedProof> missing = proof.feeds().stream()
                .filter(feed -> feed.state() == FeedProof.State.INCOMPLETE)
                .findFirst();
        return missing.isEmpty()
                ? new Verdict(COMPLETE, "Complete: " + figures(proof))
                : new Verdict(exitCode(proof, missing.get()), incomplete(proof, missing.get()));
    }

    private static int exitCode(Proof proof, FeedProof missing) {
        if (proof.feeds().stream().anyMatch(feed -> cause(feed) == Cause.CANCELLED)) {
            return STOPPED;
        }
        if (anythingRead(proof)) {
            return INCOMPLETE;
        }
        return switch (cause(missing)) {
            case CREDENTIAL_REFUSED -> REFUSED;
            case UNREACHABLE -> reached(proof) ? INCOMPLETE : UNREACHABLE;
            case NOT_PERMITTED,
                    NOT_IN_PLAN,
                    FAILING,
                    RATE_LIMITED,
                    MALFORMED_ANSWER,
                    NOT_WHOLE,
                    DEPENDENCY,
                    CANCELLED -> INCOMPLETE;
            case null -> INCOMPLETE;
        };
    }

    private static @Nullable Cause cause(FeedProof feed) {
        return feed.problem() == null ? null : feed.problem().cause();
    }

    /// Whether any feed brought records but the first, which is about the credential itself.
    private static boolean anythingRead(Proof proof) {
        return proof.feeds().stream().skip(1).anyMatch(feed -> feed.stored() > 0);
    }

    private static boolean reached(Proof proof) {
        return proof.feeds().stream().anyMatch(feed -> feed.state() == FeedProof.State.COMPLETE);
    }

    private static String incomplete(Proof proof, FeedProof missing) {
        String others = proof.feeds().stream()
                .filter(feed -> feed != missing && feed.state() == FeedProof.State.INCOMPLETE)
                .filter(feed -> cause(feed) != Cause.DEPENDENCY)
                .map(feed -> feed.feed().noun())
                .collect(Collectors.joining(", "));
        return "Incomplete: %s: %s. %s%s. %s"
                .formatted(
                        missing.feed().title(),
                        missing.reason(),
                        others.isEmpty() ? "" : "Also not read to the end: %s. ".formatted(others),
                        remedy(missing),
                        capital(figures(proof)));
    }

    /// The connector's own next step speaks of a server's pages.
    private static String remedy(FeedProof missing) {
        return switch (cause(missing)) {
            case CREDENTIAL_REFUSED -> "Check the token, that it is whole, and --region";
            case NOT_PERMITTED -> "Use an account key, or the key of a user who may see this";
            case NOT_IN_PLAN -> "Leave it out with --feeds";
            case UNREACHABLE -> "Check network, DNS, proxy and --region or --api, then run it again";
            case MALFORMED_ANSWER -> "Check --region or --api and any proxy in between";
            case FAILING, RATE_LIMITED, NOT_WHOLE, DEPENDENCY, CANCELLED -> "Run it again";
            case null -> "Run it again";
        };
    }

    private static String figures(Proof proof) {
        String work = "%s in %s".formatted(Words.count(proof.requests(), "requests"), Words.seconds(proof.took()));
        return Stream.of(work, counts(proof), notAvailable(proof))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String counts(Proof proof) {
        return proof.feeds().stream()
                .skip(1)
                .filter(feed -> feed.state() == FeedProof.State.COMPLETE || feed.stored() > 0)
                .map(feed -> "%s %s".formatted(feed.feed().noun(), Words.count(feed.stored())))
                .collect(Collectors.joining(", "));
    }

    private static String notAvailable(Proof proof) {
        List<String> refused = proof.feeds().stream()
                .filter(feed -> feed.state() == FeedProof.State.NOT_AVAILABLE)
                .map(feed -> "%s (%s)".formatted(feed.feed().noun(), feed.reason()))
                .toList();
        return refused.isEmpty() ? "" : "not available: " + String.join(", ", refused);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
