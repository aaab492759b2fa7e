package dev.muster.ledger;

import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was published of an integration. Safe for many threads.
@Component
public class RevisionHistory {
    private static final String PAGE = """
            select v.number, v.run, v.published_at, v.accounts, v.groups, v.grants, v.added, v.removed, v.changed,
                   v.folded_at
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.number < :before
             order by v.number desc
             limit :limit
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    RevisionHistory(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// One revision.
    ///
    /// @param run     that published it
    /// @param groups  teams, or what the application has in their place
    /// @param added   facts that came with it; of the first, all
    /// @param removed facts that went
    /// @param changed facts that are no longer what they were
    /// @param folded  when it was folded into a later one, so that nobody can ask for it any more; none otherwise
    public record Listed(
            int number,
            int run,
            Instant published,
            long accounts,
            long groups,
            long grants,
            long added,
            long removed,
            long changed,
            @Nullable Instant folded) {}

    /// The newest first.
    ///
    /// @param before only those of a lower number
    public List<Listed> page(IntegrationKey integration, int before, int limit) {
        return transactions.read(
                integration.tenant(),
                () -> integration
                        .statement(db, PAGE)
                        .param("before", before)
                        .param("limit", limit)
                        .query((row, index) -> listed(row))
                        .list());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var folded = row.getObject("folded_at", OffsetDateTime.class);
        return new Listed(
                row.getInt("number"),
                row.getInt("run"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getLong("accounts"),
                row.getLong("groups"),
                row.getLong("grants"),
                row.getLong("added"),
                row.getLong("removed"),
                row.getLong("changed"),
                folded == null ? null : folded.toInstant());
    }
}
