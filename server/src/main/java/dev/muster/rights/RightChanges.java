package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.RightCandidates.Candidate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What accounts can do at one revision and could not at another, or the other way round: the two ends are worked
/// out and held against each other, account by account. [RightCandidates] says of which accounts.
@Component
public class RightChanges {
    /// Columns that the list is ordered by, which are unique.
    public static final int COLUMNS = 4;
    /// Accounts that are worked out for one page.
    public static final int ACCOUNTS = 50;

    /// No page begins with another account after so long.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private static final Comparator<Key> BY_TYPE_AND_ID =
            Comparator.comparing(Key::type).thenComparing(Key::id);

    private final TenantTransactions transactions;
    private final Holdings holdings;
    private final AccountAccess access;
    private final RightCandidates candidates;
    private final Clock clock;

    RightChanges(
            TenantTransactions transactions,
            Holdings holdings,
            AccountAccess access,
            RightCandidates candidates,
            Clock clock) {
        this.transactions = transactions;
        this.holdings = holdings;
        this.access = access;
        this.candidates = candidates;
        this.clock = clock;
    }

    /// Two revisions, and the rules with what they know of each.
    public record Ends(Difference difference, Rulebook earlier, Rulebook later) {}

    /// A difference, and what it rests on at either end.
    ///
    /// @param before none where the account or the resource was not there
    /// @param after  none where they are not there any more
    public record Reasoned(
            RightChange change,
            @Nullable Reasons before,
            @Nullable Reasons after) {}

    /// What decided at one end.
    ///
    /// @param owners the groups that own the resource
    /// @param held   all that the account holds
    public record Reasons(Decision decision, List<Key> owners, List<Held> held) {
        public Reasons {
            owners = List.copyOf(owners);
            held = List.copyOf(held);
        }
    }

    /// One page.
    ///
    /// @param reasoned by account and resource
    /// @param next     what the next page begins after; none at the end
    /// @param compared accounts that were worked out for it
    /// @param found    accounts that are looked at in all
    public record Compared(
            List<Reasoned> reasoned, @Nullable Cursor next, int compared, long found) {
        public Compared {
            reasoned = List.copyOf(reasoned);
        }

        /// The differences alone.
        public List<RightChange> rows() {
            return reasoned.stream().map(Reasoned::change).toList();
        }
    }

    /// At most `limit` differences after a place, of as many accounts as there is time for.
    ///
    /// @param way     none for all
    /// @param account id of the one account that is asked about; empty for all
    public Compared page(Ends ends, @Nullable Way way, String account, @Nullable Cursor after, int limit) {
        return transactions.read(ends.difference().later().tenant(), () -> {
            Place start = Place.of(after);
            List<Candidate> found =
                    candidates.of(ends, account, start.account(), start.resource() != null, ACCOUNTS + 1);
            Instant enough = clock.instant().plus(LONG_ENOUGH);
            List<Reasoned> rows = new ArrayList<>();
            int compared = 0;
            for (Candidate candidate : found.subList(0, Math.min(ACCOUNTS, found.size()))) {
                if (compared > 0 && clock.instant().isAfter(enough)) {
                    break;
                }
                List<Reasoned> own = differences(ends, candidate, way, start);
                compared++;
                int room = limit - rows.size();
                rows.addAll(own.subList(0, Math.min(room, own.size())));
                if (own.size() > room) {
                    return compared(rows, Place.within(rows.getLast().change()), compared, found);
                }
                if (own.size() == room) {
                    break;
                }
            }
            Place end = compared < found.size() ? Place.behind(found.get(compared - 1)) : null;
            return compared(rows, end, compared, found);
        });
    }

    private static Compared compared(
            List<Reasoned> rows, @Nullable Place next, int compared, List<Candidate> candidates) {
        long found = candidates.isEmpty() ? 0 : candidates.getFirst().found();
        return new Compared(rows, next == null ? null : next.cursor(), compared, found);
    }

    /// Where a page begins.
    ///
    /// @param account  the account that was shown last; none at the beginning
    /// @param resource the last resource shown of that account; none when nothing is left of it
    private record Place(@Nullable Key account, @Nullable Key resource) {

        static Place of(@Nullable Cursor after) {
            if (after == null) {
                return new Place(null, null);
            }
            List<String> key = after.key();
            return new Place(key(key.get(0), key.get(1)), key(key.get(2), key.get(3)));
        }

        private static @Nullable Key key(String type, String id) {
            return type.isBlank() || id.isBlank() ? null : new Key(type, id);
        }

        static Place behind(Candidate candidate) {
            return new Place(candidate.account().key(), null);
        }

        static Place within(RightChange last) {
            return new Place(last.account().key(), last.resource().key());
        }

        boolean isBefore(Key candidate, Key other) {
            return resource == null || !candidate.equals(account) || BY_TYPE_AND_ID.compare(resource, other) < 0;
        }

        Cursor cursor() {
            return Cursor.of(type(account), id(account), type(resource), id(resource));
        }

        static String type(@Nullable Key key) {
            return key == null ? "" : key.type();
        }

        static String id(@Nullable Key key) {
            return key == null ? "" : key.id();
        }
    }

    private List<Reasoned> differences(Ends ends, Candidate candidate, @Nullable Way way, Place start) {
        Key account = candidate.account().key();
        End before = candidate.before() ? end(ends.difference().earlier(), ends.earlier(), account) : End.NOTHING;
        End after = candidate.after() ? end(ends.difference().later(), ends.later(), account) : End.NOTHING;
        var resources = new TreeSet<>(BY_TYPE_AND_ID);
        resources.addAll(before.rows().keySet());
        resources.addAll(after.rows().keySet());
        return resources.stream()
                .filter(resource -> start.isBefore(account, resource))
                .map(resource -> between(candidate, resource, before, after))
                .filter(reasoned -> reasoned.change().is(way))
                .toList();
    }

    /// At one end at least the resource is there.
    private static Reasoned between(Candidate candidate, Key resource, End before, End after) {
        OnResource then = before.rows().get(resource);
        OnResource now = after.rows().get(resource);
        OnResource told = Objects.requireNonNull(now == null ? then : now, resource::id);
        RightChange change = RightChange.between(
                candidate.account(), new Named(resource, told.name()), decision(then), decision(now));
        return new Reasoned(change, before.reasons(then), after.reasons(now));
    }

    private static @Nullable Decision decision(@Nullable OnResource row) {
        return row == null ? null : row.decision();
    }

    /// All that one account holds and can do at a revision.
    private record End(List<Held> held, Map<Key, OnResource> rows) {
        private static final End NOTHING = new End(List.of(), Map.of());

        @Nullable
        Reasons reasons(@Nullable OnResource row) {
            return row == null ? null : new Reasons(row.decision(), row.owners(), held);
        }
    }

    private End end(Revision revision, Rulebook book, Key account) {
        List<Held> held = holdings.of(revision, account);
        Levels levels = Holdings.levels(book.rules(), held);
        Map<Key, OnResource> all = new TreeMap<>(BY_TYPE_AND_ID);
        access.all(new Asker(revision, book, account, levels)).forEach(row -> all.put(row.resource(), row));
        return new End(held, all);
    }
}
