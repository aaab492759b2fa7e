package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Change.Named;
import dev.muster.ledger.Change.Way;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What accounts can do at one revision and could not at another, or the other way round: the two ends are worked out
/// and held against each other, account by account.
///
/// Looked at are those accounts whose own facts changed in between. Where resources, links or what was read changed
/// too, everybody is, since rights of all may follow from these.
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

    /// Whether a resource came, went, or says something else than its name, or a link came, went or changed.
    private static final String EVERYBODY = """
            select exists (
                       select 1 from resource b
                        where b.tenant_id = :tenant and b.integration_id = :integration
                          and b.type = any (:types)
                          and b.from_revision > :earlier and b.from_revision <= :later
                          and holds(b.from_revision, b.to_revision, :later, false)
                          and not exists (
                                  select 1 from resource a
                                   where a.tenant_id = :tenant and a.integration_id = :integration
                                     and a.type = b.type and a.external_id = b.external_id
                                     and holds(a.from_revision, a.to_revision, :earlier, false)
                                     and a.attributes = b.attributes and a.feed = b.feed))
                or exists (
                       select 1 from resource a
                        where a.tenant_id = :tenant and a.integration_id = :integration
                          and a.type = any (:types)
                          and a.to_revision > :earlier and a.to_revision <= :later and a.from_revision <= :earlier
                          and not exists (
                                  select 1 from resource b
                                   where b.tenant_id = :tenant and b.integration_id = :integration
                                     and b.type = a.type and b.external_id = a.external_id
                                     and holds(b.from_revision, b.to_revision, :later, false)))
                or exists (
                       select 1 from link b
                        where b.tenant_id = :tenant and b.integration_id = :integration
                          and b.to_type = any (:types)
                          and b.from_revision > :earlier and b.from_revision <= :later
                          and holds(b.from_revision, b.to_revision, :later, false)
                          and not exists (
                                  select 1 from link a
                                   where a.tenant_id = :tenant and a.integration_id = :integration
                                     and a.from_type = b.from_type and a.from_id = b.from_id
                                     and a.relation = b.relation and a.to_type = b.to_type and a.to_id = b.to_id
                                     and holds(a.from_revision, a.to_revision, :earlier, false)
                                     and a.attributes = b.attributes))
                or exists (
                       select 1 from link a
                        where a.tenant_id = :tenant and a.integration_id = :integration
                          and a.to_type = any (:types)
                          and a.to_revision > :earlier and a.to_revision <= :later and a.from_revision <= :earlier
                          and not exists (
                                  select 1 from link b
                                   where b.tenant_id = :tenant and b.integration_id = :integration
                                     and b.from_type = a.from_type and b.from_id = a.from_id
                                     and b.relation = a.relation and b.to_type = a.to_type and b.to_id = a.to_id
                                     and holds(b.from_revision, b.to_revision, :later, false)))
            """;
    /// Those that are there at one end at least, with their name as it was told last.
    private static final String CANDIDATES = """
            with touched as (
                select g.account_type as type, g.account_id as id
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.from_revision > :earlier and g.from_revision <= :later
                union
                select g.account_type, g.account_id
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.to_revision > :earlier and g.to_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where a.tenant_id = :tenant and a.integration_id = :integration
                   and a.from_revision > :earlier and a.from_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where a.tenant_id = :tenant and a.integration_id = :integration
                   and a.to_revision > :earlier and a.to_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where :everybody and a.tenant_id = :tenant and a.integration_id = :integration
                   and holds(a.from_revision, a.to_revision, :later, :newest)
            ), candidate as (
                select t.type, t.id,
                       exists (select 1 from account a
                                where a.tenant_id = :tenant and a.integration_id = :integration
                                  and a.type = t.type and a.external_id = t.id
                                  and holds(a.from_revision, a.to_revision, :earlier, false)) as before,
                       exists (select 1 from account a
                                where a.tenant_id = :tenant and a.integration_id = :integration
                                  and a.type = t.type and a.external_id = t.id
                                  and holds(a.from_revision, a.to_revision, :later, :newest)) as after
                  from touched t
                 where :account = '' or t.id = :account
            )
            select c.type, c.id, c.before, c.after, (select count(*) from candidate n where n.before or n.after) as found,
                   (select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.type = c.type and a.external_id = c.id and a.from_revision <= :later
                     order by a.from_revision desc limit 1) as name
              from candidate c
             where (c.before or c.after)
               and ((c.type, c.id) > (:afterType, :afterId) or :within and c.type = :afterType and c.id = :afterId)
             order by c.type, c.id
             limit :limit
            """;

    private final TenantTransactions transactions;
    private final Holdings holdings;
    private final AccountAccess access;
    private final Catalogue catalogue;
    private final JdbcClient db;
    private final Clock clock;

    RightChanges(
            TenantTransactions transactions,
            Holdings holdings,
            AccountAccess access,
            Catalogue catalogue,
            JdbcClient db,
            Clock clock) {
        this.transactions = transactions;
        this.holdings = holdings;
        this.access = access;
        this.catalogue = catalogue;
        this.db = db;
        this.clock = clock;
    }

    /// Two revisions, and the rules with what they know of each.
    public record Ends(Difference difference, Rulebook earlier, Rulebook later) {}

    /// One page.
    ///
    /// @param rows     by account and resource
    /// @param next     what the next page begins after; none at the end
    /// @param compared accounts that were worked out for it
    /// @param found    accounts that are looked at in all
    public record Compared(List<RightChange> rows, @Nullable Cursor next, int compared, long found) {
        public Compared {
            rows = List.copyOf(rows);
        }
    }

    private record Candidate(Named account, boolean before, boolean after, long found) {}

    /// At most `limit` differences after a place, of as many accounts as there is time for.
    ///
    /// @param way     none for all
    /// @param account id of the one account that is asked about; empty for all
    public Compared page(Ends ends, @Nullable Way way, String account, @Nullable Cursor after, int limit) {
        return transactions.read(ends.difference().later().tenant(), () -> {
            Place start = Place.of(after);
            List<Candidate> candidates = candidates(ends, account, start);
            Instant enough = clock.instant().plus(LONG_ENOUGH);
            List<RightChange> rows = new ArrayList<>();
            int compared = 0;
            for (Candidate candidate : candidates.subList(0, Math.min(ACCOUNTS, candidates.size()))) {
                if (compared > 0 && clock.instant().isAfter(enough)) {
                    break;
                }
                List<RightChange> own = differences(ends, candidate, way, start);
                compared++;
                int room = limit - rows.size();
                rows.addAll(own.subList(0, Math.min(room, own.size())));
                if (own.size() > room) {
                    return compared(rows, Place.within(rows.getLast()), compared, candidates);
                }
                if (own.size() == room) {
                    break;
                }
            }
            Place end = compared < candidates.size() ? Place.behind(candidates.get(compared - 1)) : null;
            return compared(rows, end, compared, candidates);
        });
    }

    private static Compared compared(
            List<RightChange> rows, @Nullable Place next, int compared, List<Candidate> candidates) {
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

    private List<Candidate> candidates(Ends ends, String account, Place start) {
        Difference difference = ends.difference();
        return statement(difference, CANDIDATES)
                .param("everybody", concernsEverybody(ends))
                .param("account", account)
                .param("afterType", Place.type(start.account()))
                .param("afterId", Place.id(start.account()))
                .param("within", start.resource() != null)
                .param("limit", ACCOUNTS + 1)
                .query((row, index) -> new Candidate(
                        new Named(new Key(row.getString("type"), row.getString("id")), row.getString("name")),
                        row.getBoolean("before"),
                        row.getBoolean("after"),
                        row.getLong("found")))
                .list();
    }

    private boolean concernsEverybody(Ends ends) {
        return !ends.earlier()
                        .unread()
                        .isLike(ends.later().unread(), ends.later().feeds())
                || statement(ends.difference(), EVERYBODY)
                        .param("types", types(ends))
                        .query(Boolean.class)
                        .single();
    }

    /// Types of resources that rights follow from.
    private String[] types(Ends ends) {
        Description application = catalogue.describe(ends.difference().later().integration());
        return Stream.of(ends.later().types(), application.types(Part.GROUP), List.of(application.whole()))
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
    }

    private JdbcClient.StatementSpec statement(Difference difference, String sql) {
        return difference
                .later()
                .statement(db, sql)
                .param("earlier", difference.earlier().number())
                .param("later", difference.later().number());
    }

    private List<RightChange> differences(Ends ends, Candidate candidate, @Nullable Way way, Place start) {
        Key account = candidate.account().key();
        Map<Key, OnResource> before =
                candidate.before() ? decisions(ends.difference().earlier(), ends.earlier(), account) : Map.of();
        Map<Key, OnResource> after =
                candidate.after() ? decisions(ends.difference().later(), ends.later(), account) : Map.of();
        var resources = new TreeSet<>(BY_TYPE_AND_ID);
        resources.addAll(before.keySet());
        resources.addAll(after.keySet());
        return resources.stream()
                .filter(resource -> start.isBefore(account, resource))
                .map(resource -> between(candidate, resource, before.get(resource), after.get(resource)))
                .filter(change -> change.is(way))
                .toList();
    }

    private static RightChange between(
            Candidate candidate, Key resource, @Nullable OnResource before, @Nullable OnResource after) {
        OnResource told = after == null ? before : after;
        return RightChange.between(
                candidate.account(),
                new Named(resource, told == null ? resource.id() : told.name()),
                decision(before),
                decision(after));
    }

    private static @Nullable Decision decision(@Nullable OnResource row) {
        return row == null ? null : row.decision();
    }

    private Map<Key, OnResource> decisions(Revision revision, Rulebook book, Key account) {
        Levels levels = Holdings.levels(book.rules(), holdings.of(revision, account));
        Map<Key, OnResource> all = new TreeMap<>(BY_TYPE_AND_ID);
        access.all(new Asker(revision, book, account, levels)).forEach(row -> all.put(row.resource(), row));
        return all;
    }
}
