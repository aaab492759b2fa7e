package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Stub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The list of the resources of a revision, with who owns them.
@Component
class ResourceList {
    /// Ordered by name, type and id, which is unique; a page starts after the last row of the one before.
    private static final String PAGE = """
            select l.type, l.external_id as id, l.name, l.sort_name, l.attributes::text as attributes,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = l.type and g.resource_id = l.external_id
                       and holds(g.from_revision, g.to_revision, :revision, :newest)) as grants,
                   coalesce((select jsonb_agg(distinct jsonb_build_array(o.from_type, o.from_id, '')) from link o
                              where o.tenant_id = :tenant and o.integration_id = :integration
                                and o.to_type = l.type and o.to_id = l.external_id
                                and o.from_type = any (:groups) and o.relation = 'owns'
                                and holds(o.from_revision, o.to_revision, :revision, :newest)), '[]')::text as owners
              from resource_list(:tenant, :integration, :revision, :newest, :pattern, :type, :groups, :owner) l
             where (l.sort_name, l.type, l.external_id) > (:afterName, :afterType, :afterId)
             order by l.sort_name, l.type, l.external_id
             limit :limit
            """;
    /// How many rows there are, and how many up to and including a place.
    private static final String PLACE = """
            select count(*) as found,
                   count(*) filter (where (l.sort_name, l.type, l.external_id)
                                          <= (:afterName, :afterType, :afterId)) as before
              from resource_list(:tenant, :integration, :revision, :newest, :pattern, :type, :groups, :owner) l
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = """
            select l.sort_name, l.type, l.external_id as id
              from resource_list(:tenant, :integration, :revision, :newest, :pattern, :type, :groups, :owner) l
             where (l.sort_name, l.type, l.external_id) <= (:afterName, :afterType, :afterId)
             order by l.sort_name desc, l.type desc, l.external_id desc
            offset :limit limit 1
            """;
    private static final String TYPES = """
            select l.type, count(*) as resources
              from resource_list(:tenant, :integration, :revision, :newest, '', '', '{}', '') l
             group by l.type
             order by l.type
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    ResourceList(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A resource in the list of all.
    ///
    /// @param grants how many are held on it now
    record Listed(Key key, String name, Stub stub, List<Key> owners, long grants) {}

    /// At most `limit` resources after a place, by name, type and id.
    Slice<Listed> slice(
            Revision revision, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(
                revision.tenant(),
                () -> Slice.of(
                                filtered(PAGE, revision, rules, filter, after)
                                        .param("limit", limit + 1)
                                        .query((row, index) -> Placed.of(row))
                                        .list(),
                                limit,
                                Placed::place)
                        .map(Placed::row));
    }

    /// The same, and where it lies in the whole list.
    Stretch<Listed> stretch(
            Revision revision, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(revision.tenant(), () -> {
            Slice<Listed> slice = slice(revision, rules, filter, after, limit);
            return filtered(PLACE, revision, rules, filter, after)
                    .query((row, index) -> new Stretch<>(
                            slice.rows(),
                            after == null ? 0 : row.getLong("before"),
                            row.getLong("found"),
                            after == null ? null : pageBefore(revision, rules, filter, after, limit),
                            slice.next()))
                    .single();
        });
    }

    /// How many resources there are of each type.
    Map<String, Long> types(Revision revision) {
        Map<String, Long> types = new LinkedHashMap<>();
        transactions.read(revision.tenant(), () -> {
            revision.statement(db, TYPES).query(row -> {
                types.put(row.getString("type"), row.getLong("resources"));
            });
            return types;
        });
        return types;
    }

    private @Nullable Cursor pageBefore(
            Revision revision, @Nullable AccessRules rules, ResourceFilter filter, Cursor after, int limit) {
        return filtered(PAGE_BEFORE, revision, rules, filter, after)
                .param("limit", limit)
                .query((row, index) ->
                        Cursor.of(row.getString("sort_name"), row.getString("type"), row.getString("id")))
                .optional()
                .orElse(null);
    }

    /// Without rules nobody knows what a group is, and nothing is owned.
    private JdbcClient.StatementSpec filtered(
            String sql, Revision revision, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after) {
        List<String> start = after == null ? List.of("", "", "") : after.key();
        return revision.statement(db, sql)
                .param("groups", rules == null ? new String[0] : rules.groups().toArray(String[]::new))
                .param("pattern", filter.search().pattern())
                .param("type", filter.type())
                .param("owner", filter.owner())
                .param("afterName", start.get(0))
                .param("afterType", start.get(1))
                .param("afterId", start.get(2));
    }

    /// A row and what the page after it is asked for with.
    private record Placed(Listed row, Cursor place) {
        static Placed of(ResultSet row) throws SQLException {
            Key key = new Key(row.getString("type"), row.getString("id"));
            return new Placed(
                    new Listed(
                            key,
                            row.getString("name"),
                            Stub.of(Attributes.parse(row.getString("attributes"))),
                            groups(row.getString("owners")),
                            row.getLong("grants")),
                    Cursor.of(row.getString("sort_name"), key.type(), key.id()));
        }
    }

    private static List<Key> groups(String json) {
        return JsonMapper.shared()
                .readTree(json)
                .valueStream()
                .map(parts -> new Key(parts.get(0).asString(), parts.get(1).asString()))
                .toList();
    }
}
