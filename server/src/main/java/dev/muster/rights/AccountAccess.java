package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.api.Stretch.Placed;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account can do, resource by resource.
@Component
public class AccountAccess {
    /// What is shown of the listed, each with its own class, to decide about it in its own words.
    private static final String EXACTLY = """
            select l.type, l.id, l.name, l.sort_name, l.place, l.found,
                   l.previous_type, l.previous_name, l.previous_id,
                   jsonb_build_array(l.type, case when l.type = any (:groups) then jsonb_build_array(jsonb_build_array(l.type, l.id, ''))
                       else coalesce((select jsonb_agg(distinct jsonb_build_array(o.from_type, o.from_id,
                                                                                  coalesce(o.attributes ->> 'level', '')))
                                        from link o
                                       where o.tenant_id = :tenant and o.integration_id = :integration
                                         and o.to_type = l.type and o.to_id = l.id
                                         and o.from_type = any (:groups) and o.relation = :owns
                                         and holds(o.from_revision, o.to_revision, :revision, :newest)), '[]') end,
                       coalesce((select jsonb_agg(distinct g.value) from access_grant g
                                  where g.tenant_id = :tenant and g.integration_id = :integration
                                    and g.account_type = :accountType and g.account_id = :account
                                    and g.resource_type = l.type and g.resource_id = l.id
                                    and g.feed in (:feeds)
                                    and holds(g.from_revision, g.to_revision, :revision, :newest)), '[]'), l.feed,
                       case when (l.type, l.id) in (select u.type, u.id
                                                      from unnest(cast(:unreadTypes as text[]), cast(:unreadIds as text[]))
                                                           as u (type, id))
                            then l.id end)::text as exactly
              from listed l
             where (l.rank, l.sort_name, l.id)
                   > (coalesce(array_position(string_to_array(:order, ','), :afterType), 0), :afterName, :afterId)
             order by l.place
             limit :limit
            """;
    /// Ordered by the order of types, name and id, which is unique. `back` rows before a row stands the one that
    /// the stretch before begins after.
    private static final String PAGE_OF_ALL = """
            with listed as (
                select r.type, r.external_id as id, r.name, r.feed, r.sort_name,
                       coalesce(array_position(string_to_array(:order, ','), r.type), 0) as rank,
                       row_number() over places as place, count(*) over () as found,
                       lag(r.type, :back) over places as previous_type,
                       lag(r.sort_name, :back) over places as previous_name,
                       lag(r.external_id, :back) over places as previous_id
                  from resource r
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type in (:types)
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
                   and (:pattern = '' or r.sort_name like lower(:pattern) or lower(r.external_id) like lower(:pattern))
                window places as (order by coalesce(array_position(string_to_array(:order, ','), r.type), 0),
                                           r.sort_name, r.external_id)
            )
            """ + EXACTLY;
    /// The same of the resources whose class is asked for.
    private static final String PAGE_OF_SOME = AccountVerdicts.CLASSED + """
            , listed as (
                select c.type, c.external_id as id, c.name, c.feed, c.sort_name,
                       coalesce(array_position(string_to_array(:order, ','), c.type), 0) as rank,
                       row_number() over places as place, count(*) over () as found,
                       lag(c.type, :back) over places as previous_type,
                       lag(c.sort_name, :back) over places as previous_name,
                       lag(c.external_id, :back) over places as previous_id
                  from classed c
                 where c.alike = any (cast(:classes as text[]))
                   and (:pattern = '' or c.sort_name like lower(:pattern) or lower(c.external_id) like lower(:pattern))
                window places as (order by coalesce(array_position(string_to_array(:order, ','), c.type), 0),
                                           c.sort_name, c.external_id)
            )
            """ + EXACTLY;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountAccess(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// Which resources of an account are asked for.
    ///
    /// @param types types of resources, of those that the rules decide about; at least one
    public record Wanted(SearchText search, List<String> types, RightFilter right) {
        public Wanted {
            types = List.copyOf(types);
        }
    }

    /// A resource and what the account can do with it.
    ///
    /// @param owners the groups that own it
    public record OnResource(Key resource, String name, List<Key> owners, Decision decision) {}

    /// At most `limit` resources after a place, by type, name and id.
    ///
    /// @param levels   of the account
    /// @param verdicts of the same account and revision
    public Stretch<OnResource> page(
            Revision revision,
            Rulebook book,
            Key account,
            Levels levels,
            Verdicts verdicts,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        GroupKinds kinds = wanted.right().isAll() ? GroupKinds.NONE : GroupKinds.of(book, levels);
        return transactions.read(
                revision.tenant(),
                () -> Stretch.of(
                        AccountVerdicts.classed(statement(revision, verdicts, wanted), book, account, kinds)
                                .param("types", wanted.types())
                                .param("order", String.join(",", book.types()))
                                .param("pattern", wanted.search().pattern())
                                .params(start(after))
                                .param("back", limit + 1)
                                .param("limit", limit + 1)
                                .query((row, index) -> placed(row, book, levels))
                                .list(),
                        limit));
    }

    /// Who asks for every right needs the owners of what is shown only.
    private JdbcClient.StatementSpec statement(Revision revision, Verdicts verdicts, Wanted wanted) {
        return wanted.right().isAll()
                ? revision.statement(db, PAGE_OF_ALL)
                : revision.statement(db, PAGE_OF_SOME).param("classes", verdicts.admitted(wanted.right()));
    }

    private static Map<String, String> start(@Nullable Cursor after) {
        List<String> key = after == null ? List.of("", "", "") : after.key();
        return Map.of("afterType", key.get(0), "afterName", key.get(1), "afterId", key.get(2));
    }

    private static Placed<OnResource> placed(ResultSet row, Rulebook book, Levels levels) throws SQLException {
        ResourceClass own = ResourceClass.parse(row.getString("exactly"));
        Key resource = new Key(row.getString("type"), row.getString("id"));
        String previous = row.getString("previous_id");
        return new Placed<>(
                new OnResource(resource, row.getString("name"), own.groups(), book.decide(levels, own)),
                row.getLong("place"),
                row.getLong("found"),
                Cursor.of(resource.type(), row.getString("sort_name"), resource.id()),
                previous == null
                        ? null
                        : Cursor.of(row.getString("previous_type"), row.getString("previous_name"), previous));
    }
}
