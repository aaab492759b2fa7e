package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationKey;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sync run whose rows are staged.
///
/// @param run number of the run within its integration
public record RunKey(IntegrationKey integration, int run) {

    /// The tenant whose run it is.
    public TenantId tenant() {
        return integration.tenant();
    }

    /// A statement about this run, its `:tenant`, `:integration` and `:run` filled in.
    JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return integration.statement(db, sql).param("run", run);
    }

    /// The answer of a statement that counts `records` by `feed`.
    static Map<String, Long> records(JdbcClient.StatementSpec counting) {
        Map<String, Long> records = new HashMap<>();
        counting.query(row -> {
            records.put(row.getString("feed"), row.getLong("records"));
        });
        return records;
    }
}
