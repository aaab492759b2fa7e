package dev.muster.audit;

import dev.muster.database.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was removed of a record, and the removal. Runs in its callers' transactions.
final class PruningStore {
    private static final String NEWEST = """
            select number, at, actor_kind, actor_id, actor_name, action, subject, details, outcome, address, browser, request
              from audit_entry
             where tenant_id = :tenant
               and action = 'record.pruned'
             order by number desc
             limit 1
            """;
    private static final String REMOVE = """
            delete from audit_entry
             where tenant_id = :tenant
               and number <= :last
            """;

    private final JdbcClient db;
    private final RowMapper<AuditEntry> entry;

    PruningStore(JdbcClient db, RowMapper<AuditEntry> entry) {
        this.db = db;
        this.entry = entry;
    }

    /// What the newest entry about it says was removed; empty when nothing ever was.
    Optional<Pruned> newest(TenantId tenant) {
        return db.sql(NEWEST)
                .param("tenant", tenant.value())
                .query(entry)
                .optional()
                .flatMap(Pruned::of);
    }

    /// For the owner of the tables alone.
    ///
    /// @return how many entries went
    long remove(TenantId tenant, long last) {
        return db.sql(REMOVE)
                .param("tenant", tenant.value())
                .param("last", last)
                .update();
    }
}
