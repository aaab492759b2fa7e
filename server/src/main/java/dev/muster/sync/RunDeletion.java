package dev.muster.sync;

import dev.muster.integration.HoldsData;
import dev.muster.integration.IntegrationKey;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What becomes of the runs of a deleted integration: they stay with their certificates for as long as its revisions,
/// and then go by a function of the database, since the application's role may not delete them.
@Repository
class RunDeletion implements HoldsData {
    private static final String TOLD = """
            select count(*) as runs,
                   (select n.digest
                      from sync_run n
                     where n.tenant_id = :tenant and n.integration_id = :integration and n.revision is not null
                     order by n.number desc
                     limit 1) as digest
              from sync_run r
             where r.tenant_id = :tenant and r.integration_id = :integration
            """;
    private static final String REMOVE = """
            select remove_runs(:tenant, :integration, :most)
            """;

    private final JdbcClient db;

    RunDeletion(JdbcClient db) {
        this.db = db;
    }

    /// The digest is that of the newest revision.
    @Override
    public Map<String, String> told(IntegrationKey integration) {
        return integration
                .statement(db, TOLD)
                .query((row, index) -> {
                    String digest = row.getString("digest");
                    String runs = row.getString("runs");
                    return digest == null ? Map.of("runs", runs) : Map.of("runs", runs, "digest", digest);
                })
                .single();
    }

    @Override
    public long remove(IntegrationKey integration, int most) {
        return integration
                .statement(db, REMOVE)
                .param("most", most)
                .query(Long.class)
                .single();
    }
}
