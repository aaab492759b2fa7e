package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.Parameters;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Stub;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The list of the resources of a revision, with who owns them.
@Component
public class ResourceList {
    /// Columns it is ordered by.
    static final int ORDER = 3;

    /// What the list holds, whoever asks: pages, files, calls and counts.
    private static final String LISTED = """
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and holds(r.from_revision, r.to_revision, :revision, :newest)
               and (:type = '' or r.type = :type)
               and (:owner = '' or exists (
                       select 1 from link o
                        where o.tenant_id = :tenant and o.integration_id = :integration
                          and o.from_type = any (:groups) and o.from_id = :owner and o.relation = :owns
                          and o.to_type = r.type and o.to_id = r.external_id
                          and holds(o.from_revision, o.to_revision, :revision, :newest)))
               and
            """ + SearchText.IN_RESOURCE;
    /// Ordered by name, type and id, which is unique; a page starts after the last row of the one before.
    private static final String PAGE = """
            select r.type, r.external_id as id, r.name, r.sort_name, r.attributes::text as attributes,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = r.type and g.resource_id = r.external_id
                       and holds(g.from_revision, g.to_revision, :revision, :newest)) as grants,
                   coalesce((select jsonb_agg(distinct jsonb_build_array(o.from_type, o.from_id, '')) from link o
                              where o.tenant_id = :tenant and o.integration_id = :integration
                                and o.to_type = r.type and o.to_id = r.external_id
                                and o.from_type = any (:groups) and o.relation = :owns
                                and holds(o.from_revision, o.to_revision, :revision, :newest)), '[]')::text as owners
            """ + LISTED + """
               and (%3$s (r.sort_name, r.type, r.external_id) %1$s (:afterName, :afterType, :afterId))
             order by r.sort_name %2$s, r.type %2$s, r.external_id %2$s
             limit :limit
            """;
    private static final String FOUND = "select count(*)" + LISTED;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = "select r.sort_name, r.type, r.external_id as id" + LISTED + """
               and (r.sort_name, r.type, r.external_id) %1$s (:afterName, :afterType, :afterId)
             order by r.sort_name %2$s, r.type %2$s, r.external_id %2$s
            offset :limit limit 1
            """;
    private static final String TYPES = """
            select r.type, count(*) as resources
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             group by r.type
             order by r.type
            """;

    private final PerRevision<Map<String, Long>> types = new PerRevision<>();
    private final TenantTransactions transactions;
    private final JdbcClient db;

    ResourceList(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A resource in the list of all.
    ///
    /// @param grants how many are held on it now
    public record Listed(Key key, String name, Stub stub, List<Key> owners, long grants) {
        public Listed {
            owners = List.copyOf(owners);
        }
    }

    /// At most `limit` resources after a place, by name, type and id.
    public Slice<Listed> slice(
            Revision revision, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(
                revision.tenant(),
                () -> list(revision, rules, filter).slice(after, limit).map(Row::listed));
    }

    /// The same, and where it lies in the whole list.
    public Stretch<Listed> stretch(
            Revision revision, @Nullable AccessRules rules, ResourceFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(
                revision.tenant(),
                () -> list(revision, rules, filter)
                        .stretch(after, limit, () -> found(revision, rules, filter))
                        .map(Row::listed));
    }

    private Keyset<Row> list(Revision revision, @Nullable AccessRules rules, ResourceFilter filter) {
        return new Keyset<>(
                ORDER,
                row -> List.of(
                        row.sortName(),
                        row.listed().key().type(),
                        row.listed().key().id()),
                (key, most) -> from(filter.order().following(PAGE), revision, rules, filter, key, most)
                        .query((row, index) -> Row.of(row))
                        .list(),
                (key, rows) -> from(filter.order().leadingTo(PAGE_BEFORE), revision, rules, filter, key, rows)
                        .query((row, index) ->
                                List.of(row.getString("sort_name"), row.getString("type"), row.getString("id")))
                        .optional());
    }

    private long found(Revision revision, @Nullable AccessRules rules, ResourceFilter filter) {
        if (filter.search().value().isEmpty() && filter.owner().isEmpty()) {
            Map<String, Long> counted = types(revision);
            return filter.type().isEmpty()
                    ? counted.values().stream().mapToLong(Long::longValue).sum()
                    : counted.getOrDefault(filter.type(), 0L);
        }
        return filtered(FOUND, revision, rules, filter).query(Long.class).single();
    }

    /// How many resources there are of each type.
    public Map<String, Long> types(Revision revision) {
        return types.of(
                revision,
                () -> transactions.read(revision.tenant(), () -> {
                    Map<String, Long> counted = new LinkedHashMap<>();
                    revision.statement(db, TYPES).query(row -> {
                        counted.put(row.getString("type"), row.getLong("resources"));
                    });
                    return Collections.unmodifiableMap(counted);
                }));
    }

    /// A type that nobody knows and nothing has is a mistake, and no empty list.
    ///
    /// @throws InvalidInput about `type`
    public void requireKnownType(Revision revision, Description application, ResourceFilter filter) {
        List<String> known = Stream.concat(
                        application.resourceTypes().stream().map(ResourceType::type), types(revision).keySet().stream())
                .toList();
        if (!filter.type().isEmpty() && !known.contains(filter.type())) {
            throw new InvalidInput(Map.of("type", Parameters.unknown("type", filter.type(), known)));
        }
    }

    private JdbcClient.StatementSpec from(
            String sql,
            Revision revision,
            @Nullable AccessRules rules,
            ResourceFilter filter,
            List<String> key,
            int limit) {
        return filtered(sql, revision, rules, filter)
                .param("first", key.stream().allMatch(String::isEmpty))
                .param("afterName", key.get(0))
                .param("afterType", key.get(1))
                .param("afterId", key.get(2))
                .param("limit", limit);
    }

    /// Without rules nobody knows what a group is, and nothing is owned.
    private JdbcClient.StatementSpec filtered(
            String sql, Revision revision, @Nullable AccessRules rules, ResourceFilter filter) {
        return revision.statement(db, sql)
                .param("groups", rules == null ? new String[0] : rules.groups().toArray(String[]::new))
                .param("owns", AccessRules.OWNS)
                .param("pattern", filter.search().pattern())
                .param("type", filter.type())
                .param("owner", filter.owner());
    }

    /// A row, and what it is ordered by.
    private record Row(Listed listed, String sortName) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new Listed(
                            new Key(row.getString("type"), row.getString("id")),
                            row.getString("name"),
                            Stub.of(Attributes.parse(row.getString("attributes"))),
                            groups(row.getString("owners")),
                            row.getLong("grants")),
                    row.getString("sort_name"));
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
