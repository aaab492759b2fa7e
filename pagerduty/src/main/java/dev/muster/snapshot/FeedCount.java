package dev.muster.snapshot;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts one feed while it is read. Written by the reading thread, read by the one that draws progress too.
final class FeedCount {
    private static final int MOST_NOTES = 100;

    private final Feed feed;
    private final boolean wanted;
    private final List<FeedProof.Note> notes = new ArrayList<>();
    private @Nullable FeedOutcome outcome;
    private long requests;
    private long pages;
    private @Nullable Long total;
    private long partDone;
    private long partOf;
    private long fetched;
    private long rejected;
    private long duplicates;
    private long unknown;
    private long kept;
    private long disagreements;
    private long partsRead;
    private long partsRemoved;
    private long partsUnread;
    private @Nullable Part firstUnread;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    /// @param wanted whether anybody asked for it
    FeedCount(Feed feed, boolean wanted) {
        this.feed = feed;
        this.wanted = wanted;
    }

    synchronized void opened(Instant at) {
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

    synchronized void duplicate(String recordId) {
        rejected++;
        duplicates++;
        note("rejected", recordId, "It came before");
    }

    synchronized void rejected(String recordId, String reason) {
        fetched++;
        rejected++;
        note("rejected", recordId, reason);
    }

    synchronized void unknown(String value, String title) {
        unknown++;
        note("unknown", value, "Kept and shown as " + title);
    }

    synchronized void kept(long records) {
        kept += records;
    }

    synchronized void ended(Part part, PartEnd end) {
        switch (end) {
            case PartEnd.Read() -> partsRead++;
            case PartEnd.Removed() -> {
                partsRemoved++;
                note("removed", part.key().id(), "%s was removed while the account was read".formatted(part.name()));
            }
            case PartEnd.Unread(Problem problem, Instant at) -> {
                partsUnread++;
                firstUnread = firstUnread == null ? part : firstUnread;
                note("unread", part.key().id(), "%s: %s".formatted(part.name(), problem.what()));
            }
        }
    }

    synchronized void remark(String subject, String what) {
        note("remark", subject, what);
    }

    synchronized void disagree(Disagreement disagreement) {
        disagreements++;
        String about = disagreement.about().stream()
                .map(key -> key.type() + " " + key.id())
                .collect(Collectors.joining(", "));
        note("disagreement", about, disagreement.sentence());
    }

    /// When it was read, which may be before it was opened.
    synchronized void took(Instant first, Instant last) {
        startedAt = first;
        endedAt = last;
    }

    synchronized void closed(FeedOutcome how, Instant at) {
        outcome = how;
        endedAt = endedAt == null ? at : endedAt;
    }

    synchronized boolean isOpen() {
        return startedAt != null && outcome == null;
    }

    synchronized long requests() {
        return requests;
    }

    /// Share of the feed that is read, 0.0 to 1.0, as far as anybody can tell.
    synchronized double share() {
        if (partOf > 0) {
            return Math.min(1, (double) partDone / partOf);
        }
        return total == null || total == 0 ? 0 : Math.min(1, (double) fetched / total);
    }

    /// `Users 1,200 of 2,000`, `Team members 1,830`
    synchronized String sentence() {
        String so = "%s %s".formatted(feed.title(), Words.count(fetched));
        return total == null ? so : so + " of " + Words.count(total);
    }

    /// @param unresolved accounts and resources this feed refers to and no listing shows
    /// @param stopped    why it is incomplete when nothing closed it
    synchronized FeedProof proof(long unresolved, Problem stopped) {
        FeedOutcome end = outcome == null ? notEnded(stopped) : outcome;
        Problem problem = switch (end) {
            case FeedOutcome.Incomplete(Problem why) -> why;
            case FeedOutcome.Partial(long unread, long of, Problem why) -> why;
            default -> null;
        };
        return new FeedProof(
                feed,
                FeedProof.State.of(end),
                requests,
                pages,
                total,
                fetched,
                fetched - rejected,
                rejected,
                duplicates,
                unresolved,
                unknown,
                kept,
                disagreements,
                new FeedProof.Parts(partsRead, partsRemoved, partsUnread),
                reason(end),
                problem,
                end.requestId(),
                startedAt,
                endedAt,
                notes);
    }

    private FeedOutcome notEnded(Problem stopped) {
        return wanted ? new FeedOutcome.Incomplete(stopped) : new FeedOutcome.SwitchedOff();
    }

    private String reason(FeedOutcome outcome) {
        return switch (outcome) {
            case FeedOutcome.Partial partial -> lacking(partial);
            case FeedOutcome.Complete complete -> "";
            case FeedOutcome.Incomplete(Problem problem) -> problem.what();
            case FeedOutcome.NotAvailable refused -> refused.why();
            case FeedOutcome.SwitchedOff off -> "";
        };
    }

    /// `All but the members of team Payments; PagerDuty ...`; of several, how many and the first reason.
    private String lacking(FeedOutcome.Partial partial) {
        Feed.Parts parts = feed.parts();
        Part part = firstUnread;
        if (parts == null || part == null) {
            return partial.first().what();
        }
        String without = partsUnread == 1
                ? parts.one().formatted(part.name())
                : parts.many().formatted(Words.count(partsUnread));
        return "All but %s; %s".formatted(without, partial.first().what());
    }

    private void note(String kind, String subject, String detail) {
        FeedProof.Note note = new FeedProof.Note(kind, subject, detail);
        long alike = notes.stream().filter(one -> one.kind().equals(kind)).count();
        if (alike < MOST_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }
}
