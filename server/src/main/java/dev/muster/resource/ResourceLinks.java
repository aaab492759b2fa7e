package dev.muster.resource;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a resource is linked to now.
@Component
class ResourceLinks {
    /// The most that are named of each kind of link; the number of all is told beside them.
    static final int NAMED = 50;

    private static final String OF_OBJECT = """
            with other as (
                select true as outwards, l.relation, l.to_type as type, l.to_id as id,
                       coalesce(l.attributes ->> 'levels', '') as levels, coalesce(l.attributes ->> :level, '') as level
                  from link l
                 where l.tenant_id = :tenant and l.integration_id = :integration
                   and l.from_type = :type and l.from_id = :id
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
                union all
                select false, l.relation, l.from_type, l.from_id, coalesce(l.attributes ->> 'levels', ''),
                       coalesce(l.attributes ->> :level, '')
                  from link l
                 where l.tenant_id = :tenant and l.integration_id = :integration
                   and l.to_type = :type and l.to_id = :id
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
            ), named as (
                select o.*, coalesce(r.name, o.id) as name,
                       count(*) over (partition by o.relation, o.outwards) as found,
                       row_number() over (partition by o.relation, o.outwards
                                              order by lower(coalesce(r.name, o.id)), o.type, o.id) as place
                  from other o
                  left join resource r
                    on r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type = o.type and r.external_id = o.id
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
            )
            select n.outwards, n.relation, n.type, n.id, n.name, n.levels, n.level, n.found
              from named n
             where n.place <= :most
             order by n.outwards, n.relation, n.place
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    ResourceLinks(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A link to or from the resource.
    ///
    /// @param outwards whether it leads from the resource to the other
    /// @param levels   `1,3`; empty for a link without
    /// @param level    by which the one reaches the other, its raw value; empty for a link without
    /// @param found    links of the same relation and direction
    record Linked(boolean outwards, String relation, Key other, String name, String levels, String level, long found) {}

    /// At most [#NAMED] of each relation and direction, by name.
    List<Linked> of(Revision revision, Key resource) {
        return transactions.read(
                revision.tenant(),
                () -> revision.statement(db, OF_OBJECT)
                        .param("type", resource.type())
                        .param("id", resource.id())
                        .param("level", Row.Link.LEVEL)
                        .param("most", NAMED)
                        .query((row, index) -> new Linked(
                                row.getBoolean("outwards"),
                                row.getString("relation"),
                                new Key(row.getString("type"), row.getString("id")),
                                row.getString("name"),
                                row.getString("levels"),
                                row.getString("level"),
                                row.getLong("found")))
                        .list());
    }
}
