package dev.muster.audit;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The entries of a tenant that a filter finds, newest first. Runs in its callers' transactions, and walks the chain by
/// number, so that a page of a record of any length begins at once.
final class AuditSearch {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String PAGE = """
            select number, at, actor_kind, actor_id, actor_name, action, subject, details, outcome, address, browser, request
              from audit_entry
             where tenant_id = :tenant
               and number < :before
               and (:integration = '' or details ->> 'integration' = :integration)
               and (:text = ''
                    or strpos(lower(actor_name), lower(:text)) > 0
                    or strpos(lower(action), lower(:text)) > 0
                    or strpos(lower(subject), lower(:text)) > 0
                    or strpos(lower(details::text), lower(:text)) > 0)
               and (:actor = '' or strpos(lower(actor_name), lower(:actor)) > 0)
               and (cardinality(:families) = 0 or split_part(action, '.', 1) = any (:families))
               and (:outcome = '' or coalesce(outcome, 'DONE') = :outcome)
               and (:address = '' or address = :address)
               and at >= :from
               and at < :until
             order by number desc
             limit :limit
            """;
    /// Ends after so many, however long the record is.
    private static final String COUNT = """
            select count(*) filter (where number >= :before) as newer, count(*) as found
              from (select number
                      from audit_entry
                     where tenant_id = :tenant
                       and (:integration = '' or details ->> 'integration' = :integration)
                       and (:text = ''
                            or strpos(lower(actor_name), lower(:text)) > 0
                            or strpos(lower(action), lower(:text)) > 0
                            or strpos(lower(subject), lower(:text)) > 0
                            or strpos(lower(details::text), lower(:text)) > 0)
                       and (:actor = '' or strpos(lower(actor_name), lower(:actor)) > 0)
                       and (cardinality(:families) = 0 or split_part(action, '.', 1) = any (:families))
                       and (:outcome = '' or coalesce(outcome, 'DONE') = :outcome)
                       and (:address = '' or address = :address)
                       and at >= :from
                       and at < :until
                     order by number desc
                     limit :most) as matching
            """;
    private final JdbcClient db;
    private final RowMapper<AuditEntry> entry;

    AuditSearch(JdbcClient db, RowMapper<AuditEntry> entry) {
        this.db = db;
        this.entry = entry;
    }

    List<AuditEntry> page(TenantId tenant, AuditFilter filter, @Nullable Long before, int limit) {
        return narrowed(db.sql(PAGE), tenant, filter, before)
                .param("limit", limit)
                .query(entry)
                .list();
    }

    AuditCount count(TenantId tenant, AuditFilter filter, @Nullable Long before) {
        return narrowed(db.sql(COUNT), tenant, filter, before)
                .param("most", AuditCount.MOST + 1)
                .query((row, index) -> new AuditCount(row.getLong("newer"), row.getLong("found")))
                .single();
    }

    /// Fills in the parameters of a statement that a filter narrows.
    static JdbcClient.StatementSpec narrowed(
            JdbcClient.StatementSpec sql, TenantId tenant, AuditFilter filter, @Nullable Long before) {
        List<String> families =
                filter.group() == null ? List.of() : filter.group().families();
        return sql.param("tenant", tenant.value())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("integration", filter.integration())
                .param("text", filter.text())
                .param("actor", filter.actor())
                .param("families", families.toArray(String[]::new))
                .param(
                        "outcome",
                        filter.outcome() == null ? "" : filter.outcome().name())
                .param("address", filter.address())
                .param("from", (filter.from() == null ? EARLIEST : filter.from()).atOffset(UTC))
                .param("until", (filter.until() == null ? LATEST : filter.until()).atOffset(UTC));
    }
}
