package dev.muster.sync;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.sync.FeedCertificate.Lacking;
import dev.muster.sync.FeedCertificate.Note;
import dev.muster.sync.FeedCertificate.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts one feed while it is read. Written by the reading thread, read by the one that reports progress.
final class FeedTally {
    private static final int MOST_NOTES = 100;

    private final Feed feed;
    private final Map<String, Note> notes = new LinkedHashMap<>();
    private State state = State.WAITING;
    private @Nullable FeedOutcome outcome;
    private long requests;
    private long pages;
    private @Nullable Long total;
    private @Nullable Long partDone;
    private @Nullable Long partOf;
    private long fetched;
    private long kept;
    private long rejected;
    private final Map<Key, Part> unread = new LinkedHashMap<>();
    private @Nullable Problem worst;
    private final List<Disagreement> differing = new ArrayList<>();
    private long disagreements;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    FeedTally(Feed feed) {
        this.feed = feed;
    }

    Feed feed() {
        return feed;
    }

    synchronized void opened(Instant at) {
        state = State.READING;
        startedAt = at;
    }

    synchronized void requested() {
        requests++;
    }

    synchronized void page() {
        pages++;
    }

    synchronized void total(long records) {
        total = records;
    }

    synchronized void part(long done, long of) {
        partDone = done;
        partOf = of;
    }

    synchronized void fetched() {
        fetched++;
    }

    synchronized void kept(long records) {
        kept += records;
    }

    /// A part ended in a way that its records do not tell.
    synchronized void ended(Part part, PartEnd end) {
        switch (end) {
            case PartEnd.Read() -> {}
            case PartEnd.Removed() ->
                note("removed", part.key().id(), "%s was removed while the account was read".formatted(part.name()));
            case PartEnd.Unread(Problem problem, Instant at) -> {
                unread.put(part.key(), part);
                worst = worst == null
                                || !worst.cause().mayPass() && problem.cause().mayPass()
                        ? problem
                        : worst;
                note("unread", part.key().id(), "%s: %s".formatted(part.name(), problem.what()));
            }
        }
    }

    /// All are counted, the first of them are kept.
    synchronized void disagree(Disagreement disagreement) {
        disagreements++;
        if (differing.size() < MOST_NOTES) {
            differing.add(disagreement);
        }
    }

    synchronized void remark(String subject, String what) {
        note("remark", subject, what);
    }

    private void note(String kind, String subject, String detail) {
        if (notes.values().stream().filter(note -> note.kind().equals(kind)).count() < MOST_NOTES) {
            notes.putIfAbsent(subject, new Note(feed.id(), kind, subject, detail));
        }
    }

    synchronized void rejected(String recordId, String reason) {
        fetched++;
        rejected++;
        note("rejected", recordId, reason);
    }

    synchronized void closed(FeedOutcome how, Instant at) {
        outcome = how;
        endedAt = at;
        if (how instanceof FeedOutcome.Partial(long lacking, long of, Problem first)) {
            partDone = of - lacking;
            partOf = of;
        }
        state = switch (how) {
            case FeedOutcome.Complete complete -> State.COMPLETE;
            case FeedOutcome.Partial partial -> State.PARTIAL;
            case FeedOutcome.Incomplete incomplete -> State.INCOMPLETE;
            case FeedOutcome.NotAvailable notAvailable -> State.NOT_AVAILABLE;
            case FeedOutcome.SwitchedOff switchedOff -> State.SWITCHED_OFF;
        };
    }

    synchronized Optional<FeedOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// Parts that could not be read, in the order they were asked for.
    synchronized List<Part> unread() {
        return List.copyOf(unread.values());
    }

    /// How many facts two witnesses tell differently.
    synchronized long disagreements() {
        return disagreements;
    }

    /// The first of those facts, in the order they were told.
    synchronized List<Disagreement> differing() {
        return List.copyOf(differing);
    }

    synchronized List<Note> notes() {
        return List.copyOf(notes.values());
    }

    synchronized FeedCertificate snapshot() {
        return new FeedCertificate(
                feed.id(),
                state,
                reason(),
                problem().map(Problem::cause).orElse(null),
                outcome == null ? null : outcome.requestId(),
                requests,
                pages,
                total,
                partDone,
                partOf,
                fetched,
                kept,
                0,
                rejected,
                0,
                0,
                0,
                null,
                startedAt,
                endedAt,
                inWords());
    }

    /// Share of the feed that is read, 0.0 to 1.0, as far as anybody can tell.
    synchronized double share() {
        if (outcome != null) {
            return 1;
        }
        if (partOf != null && partDone != null && partOf > 0) {
            return Math.min(1, (double) partDone / partOf);
        }
        return total == null || total == 0 ? 0 : Math.min(1, (double) fetched / total);
    }

    /// `1,200 of 2,000 users`, `1,830 members, 73 %`; `reading teams` before the first record.
    synchronized String sentence() {
        if (partOf != null && partDone != null) {
            return "%,d %s, %.0f %%".formatted(fetched, feed.noun(), 100 * share());
        }
        if (total != null) {
            return "%,d of %,d %s".formatted(fetched, total, feed.noun());
        }
        return fetched == 0 ? "reading " + feed.noun() : "%,d %s".formatted(fetched, feed.noun());
    }

    private String reason() {
        return switch (outcome) {
            case null -> "";
            case FeedOutcome.Complete complete -> "";
            case FeedOutcome.Partial partial -> lacking(partial);
            case FeedOutcome.Incomplete incomplete -> incomplete.problem().message();
            case FeedOutcome.NotAvailable notAvailable -> notAvailable.why();
            case FeedOutcome.SwitchedOff switchedOff -> "";
        };
    }

    /// `All but the members of team Payments; PagerDuty ...`; of several, how many and the first reason.
    private String lacking(FeedOutcome.Partial partial) {
        Feed.Parts parts = feed.parts();
        if (parts == null || unread.isEmpty()) {
            return partial.first().message();
        }
        return "All but %s; %s".formatted(without(parts), told(partial).message());
    }

    private String without(Feed.Parts parts) {
        return unread.size() == 1
                ? parts.one().formatted(unread.values().iterator().next().name())
                : parts.many().formatted("%,d".formatted(unread.size()));
    }

    /// The problem that decides what becomes of the run: one that may pass by itself before others.
    private Problem told(FeedOutcome.Partial partial) {
        return worst == null ? partial.first() : worst;
    }

    private Lacking inWords() {
        Feed.Parts parts = feed.parts();
        if (!(outcome instanceof FeedOutcome.Partial partial) || parts == null || unread.isEmpty()) {
            return Lacking.NOTHING;
        }
        Problem problem = told(partial);
        String why = switch (problem.cause()) {
            case NOT_PERMITTED, NOT_IN_PLAN, NOT_SHOWN -> parts.refused() + status(problem);
            default ->
                problem.cause().mayPass() && problem.status() != null
                        ? status(problem).strip()
                        : problem.what();
        };
        return new Lacking(unread.size(), without(parts), why);
    }

    private static String status(Problem problem) {
        return problem.status() == null ? "" : " (%d)".formatted(problem.status());
    }

    private Optional<Problem> problem() {
        return switch (outcome) {
            case FeedOutcome.Incomplete(Problem problem) -> Optional.of(problem);
            case FeedOutcome.Partial partial -> Optional.of(told(partial));
            case null, default -> Optional.empty();
        };
    }
}
