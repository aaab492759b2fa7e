package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Problem.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a proof comes down to: an exit code, and lines for the person who waits: how it went, why what
/// is missing is missing, and whose eyes it was read with.
record Verdict(int exitCode, List<String> lines) {
    /// The reach of a credential that nothing bounds.
    private static final int SEES_EVERYTHING = 100;

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

    Verdict {
        lines = List.copyOf(lines);
    }

    /// @param means as the credential was given, for what to do
    static Verdict of(Proof proof, Means means) {
        List<String> lines = new ArrayList<>();
        Optional<FeedProof> missing = incomplete(proof).findFirst();
        lines.add(headline(proof, missing.isEmpty()));
        lines.addAll(reasons(proof, means));
        int exitCode = missing.isEmpty() ? COMPLETE : exitCode(proof, missing.get());
        if (exitCode != REFUSED && exitCode != UNREACHABLE) {
            lines.add(credential(proof.credential()));
        }
        return new Verdict(exitCode, lines);
    }

    private static String headline(Proof proof, boolean complete) {
        String so =
                proof.credential().reach() == SEES_EVERYTHING ? "Complete" : "Complete as far as this credential sees";
        return "%s: %s".formatted(complete ? so : "Incomplete", figures(proof));
    }

    /// A reason that several feeds have is told once. What could not be read without another feed has none of its
    /// own.
    private static List<String> reasons(Proof proof, Means means) {
        Map<String, String> feeds = new LinkedHashMap<>();
        incomplete(proof)
                .filter(feed -> cause(feed) != Cause.DEPENDENCY)
                .forEach(feed -> feeds.merge(
                        "%s. %s.".formatted(feed.reason(), remedy(feed, means)),
                        feed.feed().title(),
                        (before, next) -> before + ", " + next));
        List<String> lines = new ArrayList<>();
        feeds.forEach((reason, titles) -> lines.add("%s: %s".formatted(titles, reason)));
        String dependent = incomplete(proof)
                .filter(feed -> cause(feed) == Cause.DEPENDENCY)
                .map(feed -> feed.feed().title())
                .collect(Collectors.joining(", "));
        if (!dependent.isEmpty()) {
            lines.add("Not read for want of these: %s.".formatted(dependent));
        }
        return lines;
    }

    /// What a key may not see leaves no gap that anybody could count.
    private static String credential(Credential credential) {
        String who = credential.account() == null ? "" : "; account " + credential.account();
        String bound = credential.reach() == SEES_EVERYTHING
                ? ""
                : " It shows only what its holder may see; what is hidden from it is missing without a trace.";
        return "Read with: %s%s.%s".formatted(credential.kind(), who, bound);
    }

    private static Stream<FeedProof> incomplete(Proof proof) {
        return proof.feeds().stream().filter(FeedProof::isLacking);
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
            case FOREIGN_ANSWER -> UNREACHABLE;
            case UNREACHABLE -> reached(proof) ? INCOMPLETE : UNREACHABLE;
            case NOT_PERMITTED,
                    NOT_IN_PLAN,
                    NOT_SHOWN,
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

    /// Whether any feed brought records but the first, which is about the credential itself, and what is concluded
    /// from others without a request.
    private static boolean anythingRead(Proof proof) {
        return proof.feeds().stream().skip(1).anyMatch(feed -> feed.requests() > 0 && feed.stored() > 0);
    }

    private static boolean reached(Proof proof) {
        return proof.feeds().stream().anyMatch(feed -> feed.state() == FeedProof.State.COMPLETE);
    }

    /// The connector's own next step speaks of a server's pages.
    private static String remedy(FeedProof missing, Means means) {
        return switch (cause(missing)) {
            case CREDENTIAL_REFUSED -> means.whenRefused();
            case NOT_PERMITTED -> means.whenNotPermitted();
            case NOT_IN_PLAN -> "Leave it out with --feeds";
            case NOT_SHOWN -> "Find out at PagerDuty whether this credential may see it";
            case UNREACHABLE -> "Check network, DNS, proxy and --region or --api, then run it again";
            case MALFORMED_ANSWER, FOREIGN_ANSWER -> "Check --region or --api, the token and any proxy in between";
            case FAILING, RATE_LIMITED, NOT_WHOLE, DEPENDENCY, CANCELLED -> "Run it again";
            case null -> "Run it again";
        };
    }

    private static String figures(Proof proof) {
        String work = "%s in %s".formatted(Words.count(proof.requests(), "requests"), Words.seconds(proof.took()));
        return Stream.of(work, counts(proof), lost(proof), notAvailable(proof))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /// What did not come through, whatever the verdict: `3 rejected, 1 removed meanwhile, 2 parts unread`.
    private static String lost(Proof proof) {
        return Stream.of(
                        number(proof, FeedProof::rejected, "rejected"),
                        number(proof, feed -> feed.parts().removed(), "removed meanwhile"),
                        number(proof, feed -> feed.parts().unread(), "parts unread"),
                        number(proof, FeedProof::disagreements, "told differently by two witnesses"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String number(Proof proof, ToLongFunction<FeedProof> column, String words) {
        long sum = proof.feeds().stream().mapToLong(column).sum();
        return sum == 0 ? "" : "%s %s".formatted(Words.count(sum), words);
    }

    private static String counts(Proof proof) {
        return proof.feeds().stream()
                .skip(1)
                .filter(feed -> feed.requests() > 0)
                .filter(feed -> feed.state() == FeedProof.State.COMPLETE
                        || feed.state() == FeedProof.State.PARTIAL
                        || feed.stored() > 0)
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
}
