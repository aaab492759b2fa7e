package dev.muster.audit;

import dev.muster.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Entries with their places in the chain, for files and whatever else leaves Muster. Runs in its callers'
/// transactions.
final class LineSearch {
    private static final String PAGE = """
            select e.number, e.at, e.actor_kind, e.actor_id, e.actor_name, e.action, e.subject, e.details, e.outcome, e.address,
                   e.browser, e.request, e.previous_hash, e.hash, e.signature, b.signature as previous_signature,
                   b.number is null as is_oldest
              from audit_entry e
              left join audit_entry b on b.tenant_id = e.tenant_id and b.number = e.number - 1
             where e.tenant_id = :tenant
               and e.number < :before
               and (:integration = '' or e.details ->> 'integration' = :integration)
               and (:text = ''
                    or strpos(lower(e.actor_name), lower(:text)) > 0
                    or strpos(lower(e.action), lower(:text)) > 0
                    or strpos(lower(e.subject), lower(:text)) > 0
                    or strpos(lower(e.details::text), lower(:text)) > 0)
               and (:actor = '' or strpos(lower(e.actor_name), lower(:actor)) > 0)
               and (cardinality(:families) = 0 or split_part(e.action, '.', 1) = any (:families))
               and (:outcome = '' or coalesce(e.outcome, 'DONE') = :outcome)
               and (:address = '' or e.address = :address)
               and e.at >= :from
               and e.at < :until
             order by e.number desc
             limit :limit
            """;
    private static final String AFTER = """
            select e.number, e.at, e.actor_kind, e.actor_id, e.actor_name, e.action, e.subject, e.details, e.outcome, e.address,
                   e.browser, e.request, e.previous_hash, e.hash, e.signature, b.signature as previous_signature,
                   b.number is null as is_oldest
              from audit_entry e
              left join audit_entry b on b.tenant_id = e.tenant_id and b.number = e.number - 1
             where e.tenant_id = :tenant
               and e.number > :number
             order by e.number
             limit :limit
            """;

    private final JdbcClient db;
    private final RowMapper<AuditEntry> entry;
    private final PruningStore pruning;

    LineSearch(JdbcClient db, RowMapper<AuditEntry> entry, PruningStore pruning) {
        this.db = db;
        this.entry = entry;
        this.pruning = pruning;
    }

    List<RecordLine> page(TenantId tenant, AuditFilter filter, @Nullable Long before, int limit) {
        return AuditSearch.narrowed(db.sql(PAGE), tenant, filter, before)
                .param("limit", limit)
                .query((row, index) -> line(tenant, row))
                .list();
    }

    List<RecordLine> after(TenantId tenant, long number, int limit) {
        return db.sql(AFTER)
                .param("tenant", tenant.value())
                .param("number", number)
                .param("limit", limit)
                .query((row, index) -> line(tenant, row))
                .list();
    }

    private RecordLine line(TenantId tenant, ResultSet row) throws SQLException {
        AuditEntry read = entry.mapRow(row, 0);
        var before = new Link(read.number() - 1, row.getBytes("previous_hash"), signatureBefore(tenant, read, row));
        return RecordLine.of(
                tenant, read, before, new Link(read.number(), row.getBytes("hash"), row.getBytes("signature")));
    }

    /// Where the entry before is gone, whatever tells of that has its signature.
    private byte @Nullable [] signatureBefore(TenantId tenant, AuditEntry read, ResultSet row) throws SQLException {
        if (!row.getBoolean("is_oldest") || read.number() == 1) {
            return row.getBytes("previous_signature");
        }
        Pruned pruned = pruning.newest(tenant).orElse(null);
        return pruned == null || pruned.last() != read.number() - 1
                ? null
                : pruned.end().signature();
    }
}
