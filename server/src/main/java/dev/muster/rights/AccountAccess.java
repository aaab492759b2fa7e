package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.api.Stretch.Placed;
import dev.muster.connector.AccessRules;
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
    /// Ordered by the order of types, name and id, which is unique. `back` rows before a row stands the one that
    /// the stretch before begins after.
    private static final String PAGE_OF_ALL = """
            with listed as (
                select r.type, r.external_id as id, r.name, r.feed, lower(r.name) as sort_name,
                       coalesce(array_position(string_to_array(:order, ','), r.type), 0) as rank,
                       row_number() over places as place, count(*) over () as found,
                       lag(r.type, :back) over places as previous_type,
                       lag(lower(r.name), :back) over places as previous_name,
                       lag(r.external_id, :back) over places as previous_id
                  from resource r
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type in (:types)
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
                   and (:pattern = '' or lower(r.name) like lower(:pattern) or lower(r.external_id) like lower(:pattern))
                window places as (order by coalesce(array_position(string_to_array(:order, ','), r.type), 0),
                                           lower(r.name), r.external_id)
            )
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
                       case when jsonb_build_array(l.type, l.id)
                                 in (select u.value from jsonb_array_elements(cast(:unread as jsonb)) u)
                            then l.id end)::text as alike
              from listed l
             where (l.rank, l.sort_name, l.id)
                   > (coalesce(array_position(string_to_array(:order, ','), :afterType), 0), :afterName, :afterId)
             order by l.place
             limit :limit
            """;
    /// The same of the resources whose class is asked for.
    private static final String PAGE_OF_SOME = """
            with owner as (
                select l.to_type as type, l.to_id as id,
                       jsonb_agg(distinct jsonb_build_array(l.from_type, l.from_id,
                                                            coalesce(l.attributes ->> 'level', ''))) as ids
                  from link l
                 where l.tenant_id = :tenant and l.integration_id = :integration
                   and l.from_type = any (:groups) and l.relation = :owns
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
                 group by l.to_type, l.to_id
            ), held as (
                select g.resource_type as type, g.resource_id as id, jsonb_agg(distinct g.value) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.account_type = :accountType and g.account_id = :account
                   and g.feed in (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.resource_type, g.resource_id
            ), known as (
                select r.type, r.external_id as id, r.name, r.feed, lower(r.name) as sort_name,
                       coalesce(array_position(string_to_array(:order, ','), r.type), 0) as rank,
                       jsonb_build_array(r.type, case when r.type = any (:groups) then jsonb_build_array(jsonb_build_array(r.type, r.external_id, ''))
                                                      else coalesce(o.ids, '[]') end,
                                         coalesce(h.levels, '[]'), r.feed,
                                         case when jsonb_build_array(r.type, r.external_id)
                                                   in (select u.value
                                                         from jsonb_array_elements(cast(:unread as jsonb)) u)
                                              then r.external_id end) as alike
                  from resource r
                  left join owner o on o.type = r.type and o.id = r.external_id
                  left join held h on h.type = r.type and h.id = r.external_id
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type in (:types)
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
                   and (:pattern = '' or lower(r.name) like lower(:pattern) or lower(r.external_id) like lower(:pattern))
            ), listed as (
                select o.*, row_number() over places as place, count(*) over () as found,
                       lag(o.type, :back) over places as previous_type,
                       lag(o.sort_name, :back) over places as previous_name,
                       lag(o.id, :back) over places as previous_id
                  from known o
                 where o.alike in (select c.value from jsonb_array_elements(cast(:classes as jsonb)) c)
                window places as (order by o.rank, o.sort_name, o.id)
            )
            select l.type, l.id, l.name, l.sort_name, l.alike::text as alike, l.place, l.found,
                   l.previous_type, l.previous_name, l.previous_id
              from listed l
             where (l.rank, l.sort_name, l.id)
                   > (coalesce(array_position(string_to_array(:order, ','), :afterType), 0), :afterName, :afterId)
             order by l.place
             limit :limit
            """;

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
    /// @param verdicts of the same account and revision
    public Stretch<OnResource> page(
            Revision revision,
            Rulebook book,
            Key account,
            Verdicts verdicts,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        return transactions.read(
                revision.tenant(),
                () -> Stretch.of(
                        statement(revision, verdicts, wanted)
                                .param("groups", book.groupTypes())
                                .param("owns", AccessRules.OWNS)
                                .param("accountType", account.type())
                                .param("account", account.id())
                                .param("feeds", book.feedsOfResources())
                                .param("unread", book.unreadResources())
                                .param("types", wanted.types())
                                .param("order", String.join(",", book.types()))
                                .param("pattern", wanted.search().pattern())
                                .params(start(after))
                                .param("back", limit + 1)
                                .param("limit", limit + 1)
                                .query((row, index) -> placed(row, verdicts))
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

    private static Placed<OnResource> placed(ResultSet row, Verdicts verdicts) throws SQLException {
        String alike = row.getString("alike");
        Key resource = new Key(row.getString("type"), row.getString("id"));
        String previous = row.getString("previous_id");
        return new Placed<>(
                new OnResource(
                        resource,
                        row.getString("name"),
                        ResourceClass.parse(alike).groups(),
                        verdicts.of(alike)),
                row.getLong("place"),
                row.getLong("found"),
                Cursor.of(resource.type(), row.getString("sort_name"), resource.id()),
                previous == null
                        ? null
                        : Cursor.of(row.getString("previous_type"), row.getString("previous_name"), previous));
    }
}
