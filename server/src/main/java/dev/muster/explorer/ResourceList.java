package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.api.Stretch.Placed;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list of the resources of a revision, with who owns them.
@Component
class ResourceList {
    /// Ordered by name, type and id, which is unique. `back` rows before a row stands the one that the stretch
    /// before begins after.
    private static final String PAGE = """
            with listed as (
                select r.type, r.external_id as id, r.name, lower(r.name) as sort_name,
                       row_number() over places as place, count(*) over () as found,
                       lag(lower(r.name), :back) over places as previous_name,
                       lag(r.type, :back) over places as previous_type,
                       lag(r.external_id, :back) over places as previous_id,
                       r.attributes::text as attributes
                  from resource r
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.to_revision is null
                   and (:search = '' or lower(r.name) like lower(:pattern) or lower(r.external_id) like lower(:pattern))
                   and (:type = '' or r.type = :type)
                   and (:owner = '' or exists (
                           select 1 from link l
                            where l.tenant_id = :tenant and l.integration_id = :integration
                              and l.from_type = :group and l.from_id = :owner and l.relation = :owns
                              and l.to_type = r.type and l.to_id = r.external_id and l.to_revision is null))
                window places as (order by lower(r.name), r.type, r.external_id)
            )
            select l.type, l.id, l.name, l.sort_name, l.attributes, l.place, l.found,
                   l.previous_name, l.previous_type, l.previous_id,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = l.type and g.resource_id = l.id and g.to_revision is null) as grants,
                   coalesce((select jsonb_agg(distinct o.from_id) from link o
                              where o.tenant_id = :tenant and o.integration_id = :integration
                                and o.to_type = l.type and o.to_id = l.id
                                and o.from_type = :group and o.relation = :owns
                                and o.to_revision is null), '[]')::text as owners
              from listed l
             where (l.sort_name, l.type, l.id) > (:afterName, :afterType, :afterId)
             order by l.place
             limit :limit
            """;
    private static final String TYPES = """
            select r.type, count(*) as resources
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
             group by r.type
             order by r.type
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
    record Listed(Key key, String name, Stub stub, List<String> owners, long grants) {}

    /// At most `limit` resources after a place, by name, type and id.
    Stretch<Listed> page(
            Revision newest, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after, int limit) {
        List<String> start = after == null ? List.of("", "", "") : after.key();
        return transactions.read(
                newest.tenant(),
                () -> Stretch.of(
                        owned(newest, PAGE, rules)
                                .param("search", filter.search().value())
                                .param("pattern", filter.search().pattern())
                                .param("type", filter.type())
                                .param("owner", filter.owner())
                                .param("afterName", start.get(0))
                                .param("afterType", start.get(1))
                                .param("afterId", start.get(2))
                                .param("back", limit + 1)
                                .param("limit", limit + 1)
                                .query((row, index) -> placed(row))
                                .list(),
                        limit));
    }

    /// How many resources there are of each type.
    Map<String, Long> types(Revision newest) {
        Map<String, Long> types = new LinkedHashMap<>();
        transactions.read(newest.tenant(), () -> {
            newest.statement(db, TYPES).query(row -> {
                types.put(row.getString("type"), row.getLong("resources"));
            });
            return types;
        });
        return types;
    }

    /// Without rules nobody knows what a group is, and nothing is owned.
    private JdbcClient.StatementSpec owned(Revision newest, String sql, @Nullable AccessRules rules) {
        return newest.statement(db, sql)
                .param("group", rules == null ? "" : rules.group())
                .param("owns", AccessRules.OWNS);
    }

    private static Placed<Listed> placed(ResultSet row) throws SQLException {
        Key key = new Key(row.getString("type"), row.getString("id"));
        String previous = row.getString("previous_id");
        return new Placed<>(
                new Listed(
                        key,
                        row.getString("name"),
                        Stub.of(Attributes.parse(row.getString("attributes"))),
                        ids(row.getString("owners")),
                        row.getLong("grants")),
                row.getLong("place"),
                row.getLong("found"),
                Cursor.of(row.getString("sort_name"), key.type(), key.id()),
                previous == null
                        ? null
                        : Cursor.of(row.getString("previous_name"), row.getString("previous_type"), previous));
    }

    private static List<String> ids(String json) {
        return JsonMapper.shared()
                .readTree(json)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
