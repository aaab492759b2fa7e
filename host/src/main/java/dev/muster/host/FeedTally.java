package dev.muster.host;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.Note.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts one feed while it is read. Written by the reading thread, read by the one that reports progress.
public final class FeedTally {
    private final Feed feed;
    private final Notes notes;
    private final Map<Key, UnreadPart> unread = new LinkedHashMap<>();
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
    private long partsRead;
    private long partsRemoved;
    private @Nullable Problem worst;
    private Disagreements disagreements = Disagreements.NONE;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private Settled settled = Settled.NOT_YET;

    FeedTally(Feed feed) {
        this.feed = feed;
        this.notes = new Notes(feed.id());
    }

    public Feed feed() {
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

    /// Notes that records stay as they were, because nothing changed there.
    synchronized void kept(long records) {
        kept += records;
    }

    /// Notes that records stay as they were, because their part could not be read.
    public synchronized void kept(Key part, long records) {
        kept += records;
        unread.computeIfPresent(part, (key, one) -> new UnreadPart(one.part(), one.problem(), one.kept() + records));
    }

    synchronized void rejected(String recordId, String reason) {
        fetched++;
        rejected++;
        notes.add(Kind.REJECTED, recordId, reason);
    }

    synchronized void ended(Part part, PartEnd end) {
        switch (end) {
            case PartEnd.Read() -> partsRead++;
            case PartEnd.Removed() -> {
                partsRemoved++;
                notes.add(
                        Kind.REMOVED,
                        part.key().id(),
                        "%s was removed while the account was read".formatted(part.name()));
            }
            case PartEnd.Unread(Problem problem, Instant at) -> {
                unread.put(part.key(), new UnreadPart(part, problem, 0));
                worst = worst == null || isWorse(problem, worst) ? problem : worst;
                notes.add(Kind.UNREAD, part.key().id(), "%s: %s".formatted(part.name(), problem.what()));
            }
        }
    }

    /// What may pass by itself decides what becomes of a run.
    private static boolean isWorse(Problem problem, Problem than) {
        return !than.cause().mayPass() && problem.cause().mayPass();
    }

    /// Says something of a record, a value or a part.
    public synchronized void note(Kind kind, String subject, String detail) {
        notes.add(kind, subject, detail);
    }

    synchronized void disagree(Disagreement disagreement) {
        disagreements = disagreements.and(disagreement);
    }

    /// When it was read, which may be before it was opened.
    synchronized void took(Instant first, Instant last) {
        startedAt = first;
        endedAt = last;
    }

    synchronized void closed(FeedOutcome how, Instant at) {
        outcome = how;
        endedAt = endedAt == null ? at : endedAt;
        if (how instanceof FeedOutcome.Partial(long lacking, long of, Problem first)) {
            partDone = of - lacking;
            partOf = of;
        }
        state = State.of(how);
    }

    /// Nobody closed it. When its last answer came is not known.
    synchronized void leftOpen(FeedOutcome how) {
        outcome = how;
        state = State.of(how);
    }

    /// Takes what the keeper of the rows found, once all of them are in.
    public synchronized void settle(Settled by) {
        settled = by;
    }

    public synchronized Optional<FeedOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// Parts that could not be read, in the order they were asked for.
    public synchronized List<UnreadPart> unread() {
        return List.copyOf(unread.values());
    }

    /// Why records were rejected, which values are unknown and the like: a bounded number of each kind.
    public synchronized List<Note> notes() {
        return notes.all();
    }

    /// Records not taken by the host's count, without those that the keeper of the rows finds.
    public synchronized long rejected() {
        return rejected;
    }

    /// What is proved by now.
    public synchronized FeedCertificate certificate() {
        return new FeedCertificate(
                feed.id(),
                state,
                reason(),
                outcome == null ? null : outcome.requestId(),
                requests,
                pages,
                total,
                new Parts(partDone, partOf, partsRead, partsRemoved, unread.size()),
                fetched,
                kept,
                settled.stored(),
                rejected + settled.duplicates(),
                settled.duplicates(),
                settled.unresolved(),
                settled.unknown(),
                state.isClosing() ? disagreements : Disagreements.NONE,
                settled.digest(),
                startedAt,
                endedAt);
    }

    /// Share of the feed that is read, 0.0 to 1.0, as far as anybody can tell.
    public synchronized double share() {
        if (outcome != null) {
            return 1;
        }
        if (partOf != null && partDone != null && partOf > 0) {
            return Math.min(1, (double) partDone / partOf);
        }
        return total == null || total == 0 ? 0 : Math.min(1, (double) fetched / total);
    }

    private FeedReason reason() {
        return switch (outcome) {
            case null -> new FeedReason.None();
            case FeedOutcome.Complete complete -> new FeedReason.None();
            case FeedOutcome.SwitchedOff off -> new FeedReason.None();
            case FeedOutcome.NotAvailable refused -> new FeedReason.NotAvailable(refused.why());
            case FeedOutcome.Incomplete(Problem problem) -> new FeedReason.Broken(problem);
            case FeedOutcome.Partial partial -> lacking(partial);
        };
    }

    private FeedReason lacking(FeedOutcome.Partial partial) {
        Feed.Parts by = feed.parts();
        if (by == null || unread.isEmpty()) {
            return new FeedReason.Broken(partial.first());
        }
        return new FeedReason.PartsUnread(
                unread.size(),
                unread.values().iterator().next().part().name(),
                by,
                worst == null ? partial.first() : worst);
    }
}
