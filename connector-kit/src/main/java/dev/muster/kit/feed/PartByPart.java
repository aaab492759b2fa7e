package dev.muster.kit.feed;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.InTurn;
import dev.muster.kit.client.Meter;
import dev.muster.kit.listing.ListedIds;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Reads a listing for each of something, such as the members of every team. A part that cannot be read costs itself
/// and no other: only a refused credential, a host that is not to be reached and a limit that nobody can wait for end
/// the feed.
///
/// A part that is not found may have been removed since its list was read, or be hidden, and no answer about the part
/// itself tells which. So when all is read the list that named the parts is read once more, for all of them together:
/// what is gone there was removed.
///
/// @param <T> what is read of a part
public final class PartByPart<T> {
    /// So many parts in a row that nothing answers for: nothing will answer for the others.
    private static final int MOST_UNREACHABLE_IN_A_ROW = 3;

    /// So many parts in a row that failed although asked for again and again: the others are asked once each, so
    /// that one bad hour does not make a run of a day.
    private static final int MOST_PATIENT_IN_A_ROW = 3;

    /// So many refusals, and nothing else from the first part on, stand for the feed as a whole.
    private static final int REFUSALS_OF_ALL = 16;

    private static final Set<Cause> REFUSALS = Set.of(Cause.NOT_PERMITTED, Cause.NOT_IN_PLAN, Cause.NOT_SHOWN);

    private final Api api;
    private final FeedWriter writer;
    private final Kind<T> kind;
    private final Map<Part, ReadFailed> notFound = new LinkedHashMap<>();
    private final AtomicInteger failedInARow = new AtomicInteger();
    private @Nullable Problem first;
    private long unread;
    private int refused;
    private int unreachableInARow;

    private PartByPart(Api api, FeedWriter writer, Kind<T> kind) {
        this.api = api;
        this.writer = writer;
        this.kind = kind;
    }

    /// What is read, and where it comes from.
    public interface Kind<T> {
        /// The list that names the parts.
        Listing list();

        /// Reads one part, on a thread of its own.
        public T read(Api api, Part part, Meter meter) throws ReadFailed, InterruptedException;

        /// Writes what was read of it.
        void write(Part part, T read) throws InterruptedException;

        /// What of a part is read, as a part of it: `its members`.
        String noun();

        /// Whether a refusal of the first parts is one of the feed as a whole, because no list was asked
        /// before.
        default boolean isRefusedByParts() {
            return false;
        }
    }

    /// Reads all parts.
    ///
    /// @param kept parts that stand as they were, of which nothing is asked
    /// @throws ReadFailed when no further part can be read
    public static <T> FeedOutcome read(Api api, FeedWriter writer, List<Part> parts, long kept, Kind<T> kind)
            throws ReadFailed, InterruptedException {
        return new PartByPart<>(api, writer, kind).read(parts, kept);
    }

    private FeedOutcome read(List<Part> parts, long kept) throws ReadFailed, InterruptedException {
        writer.part(0, parts.size());
        InTurn.readWhile(parts, writer::requested, this::patiently, new InTurn.Judge<>() {
            @Override
            public boolean takeAndGoOn(int part, T read) throws InterruptedException {
                unreachableInARow = 0;
                kind.write(parts.get(part), read);
                writer.ended(parts.get(part), new PartEnd.Read());
                writer.part(part + 1, parts.size());
                return true;
            }

            @Override
            public void missed(int part, ReadFailed failure) throws ReadFailed, InterruptedException {
                requireHope(failure, part, parts.size());
                miss(parts.get(part), failure);
                writer.part(part + 1, parts.size());
            }
        });
        if (!notFound.isEmpty()) {
            endNotFound();
        }
        Problem problem = first;
        return problem == null
                ? new FeedOutcome.Complete()
                : new FeedOutcome.Partial(unread, parts.size() + kept, problem);
    }

    private T patiently(Part part, Meter meter) throws ReadFailed, InterruptedException {
        boolean patient = failedInARow.get() < MOST_PATIENT_IN_A_ROW;
        try {
            T read = kind.read(patient ? api : api.askingOnce(), part, meter);
            failedInARow.set(0);
            return read;
        } catch (ReadFailed failure) {
            if (!isRefusal(failure)) {
                failedInARow.incrementAndGet();
            }
            throw failure;
        }
    }

    /// @throws ReadFailed when what stopped this part will stop every other
    private void requireHope(ReadFailed failure, int part, int of) throws ReadFailed {
        Cause cause = failure.problem().cause();
        unreachableInARow = cause == Cause.UNREACHABLE ? unreachableInARow + 1 : 0;
        refused = refused == part && isRefusal(failure) ? refused + 1 : refused;
        boolean everyOneRefused = kind.isRefusedByParts() && refused >= Math.min(of, REFUSALS_OF_ALL);
        if (cause == Cause.CREDENTIAL_REFUSED
                || cause == Cause.RATE_LIMITED
                || unreachableInARow == MOST_UNREACHABLE_IN_A_ROW
                || everyOneRefused) {
            throw failure;
        }
    }

    private static boolean isRefusal(ReadFailed failure) {
        return REFUSALS.contains(failure.problem().cause()) || failure.isNotFound();
    }

    private void miss(Part part, ReadFailed failure) throws InterruptedException {
        if (failure.isNotFound()) {
            notFound.put(part, failure);
        } else {
            endUnread(part, failure.problem());
        }
    }

    private void endNotFound() throws InterruptedException {
        try {
            Set<String> listed = ListedIds.of(new Walk(api, kind.list(), writer::requested));
            for (var each : notFound.entrySet()) {
                endNotFound(
                        each.getKey(),
                        each.getValue(),
                        listed.contains(each.getKey().key().id()));
            }
        } catch (ReadFailed unknown) {
            for (Part part : notFound.keySet()) {
                endUnread(part, unknown.problem());
            }
        }
    }

    private void endNotFound(Part part, ReadFailed failure, boolean listed) throws InterruptedException {
        if (listed) {
            String thing = "%s %s".formatted(part.key().type().replace('_', ' '), Words.brief(part.name(), 60));
            endUnread(part, Vanished.hidden(kind.list().style().service(), thing, kind.noun(), failure));
        } else {
            writer.ended(part, new PartEnd.Removed());
        }
    }

    private void endUnread(Part part, Problem problem) throws InterruptedException {
        first = first == null ? problem : first;
        unread++;
        writer.ended(part, new PartEnd.Unread(problem, api.now()));
    }
}
