package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Feed;
import dev.muster.connector.Manual;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.Lost;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.sheet.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a certificate comes down to: an exit code, and lines for the person who waits: how it went, why what
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
    /// The application could not be reached at all.
    static final int UNREACHABLE = 5;
    /// Stopped by Ctrl-C, as shells count it.
    static final int STOPPED = 130;
    /// The reader of a pipe has gone, as shells count it.
    static final int NOBODY_READS = 141;

    Verdict {
        lines = List.copyOf(lines);
    }

    /// @param manual how the application is spoken of
    /// @param means  as the credential was given, for what to do
    static Verdict of(RunCertificate reading, Manual manual, Manual.Means means) {
        List<String> lines = new ArrayList<>();
        Optional<FeedCertificate> missing = lacking(reading).findFirst();
        lines.add(headline(reading));
        lines.addAll(reasons(reading, new Advice(manual, means)));
        int exitCode = missing.map(first -> exitCode(reading, first)).orElse(COMPLETE);
        if (exitCode != REFUSED && exitCode != UNREACHABLE) {
            lines.add(credential(reading.credential()));
        }
        return new Verdict(exitCode, lines);
    }

    private static String headline(RunCertificate reading) {
        String so = reading.credential().reach() == SEES_EVERYTHING
                ? "Complete"
                : "Complete as far as this credential sees";
        return "%s: %s".formatted(reading.verdict().isWhole() ? so : "Incomplete", figures(reading));
    }

    /// A reason that several feeds have is told once. What could not be read without another feed has none of its
    /// own.
    private static List<String> reasons(RunCertificate reading, Advice advice) {
        Map<String, String> feeds = new LinkedHashMap<>();
        lacking(reading)
                .filter(feed -> feed.reason().cause() != Cause.DEPENDENCY)
                .forEach(feed -> feeds.merge(
                        "%s. %s.".formatted(feed.reason().happened(), advice.on(feed.reason())),
                        described(reading, feed).title(),
                        (before, next) -> before + ", " + next));
        List<String> lines = new ArrayList<>();
        feeds.forEach((reason, titles) -> lines.add("%s: %s".formatted(titles, reason)));
        String dependent = lacking(reading)
                .filter(feed -> feed.reason().cause() == Cause.DEPENDENCY)
                .map(feed -> described(reading, feed).title())
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

    private static Stream<FeedCertificate> lacking(RunCertificate reading) {
        return reading.feeds().stream().filter(FeedCertificate::isLacking);
    }

    private static Feed described(RunCertificate reading, FeedCertificate feed) {
        return reading.connector().feed(feed.feed());
    }

    private static int exitCode(RunCertificate reading, FeedCertificate missing) {
        if (reading.feeds().stream().anyMatch(feed -> feed.reason().cause() == Cause.CANCELLED)) {
            return STOPPED;
        }
        if (anythingRead(reading)) {
            return INCOMPLETE;
        }
        return switch (missing.reason().cause()) {
            case CREDENTIAL_REFUSED -> REFUSED;
            case FOREIGN_ANSWER -> UNREACHABLE;
            case UNREACHABLE -> reached(reading) ? INCOMPLETE : UNREACHABLE;
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

    /// Whether any feed brought records but the first, which is about the credential itself, and what is concluded
    /// from others without a request.
    private static boolean anythingRead(RunCertificate reading) {
        return reading.feeds().stream().skip(1).anyMatch(feed -> feed.requests() > 0 && feed.stored() > 0);
    }

    private static boolean reached(RunCertificate reading) {
        return reading.feeds().stream().anyMatch(feed -> feed.state() == State.COMPLETE);
    }

    private static String figures(RunCertificate reading) {
        String work = "%s in %s".formatted(Words.count(reading.requests(), "requests"), Words.seconds(reading.took()));
        return Stream.of(
                        work,
                        counts(reading),
                        Lost.of(reading.feeds()).inShort(),
                        Disagreements.inShort(reading.feeds()),
                        notAvailable(reading))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String counts(RunCertificate reading) {
        return reading.feeds().stream()
                .skip(1)
                .filter(feed -> feed.requests() > 0)
                .filter(feed -> feed.isClosing() || feed.stored() > 0)
                .map(feed -> "%s %s".formatted(described(reading, feed).noun(), Words.count(feed.stored())))
                .collect(Collectors.joining(", "));
    }

    private static String notAvailable(RunCertificate reading) {
        List<String> refused = reading.feeds().stream()
                .filter(feed -> feed.state() == State.NOT_AVAILABLE)
                .map(feed -> "%s (%s)"
                        .formatted(
                                described(reading, feed).noun(), feed.reason().happened()))
                .toList();
        return refused.isEmpty() ? "" : "not available: " + String.join(", ", refused);
    }
}
