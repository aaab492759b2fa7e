package dev.muster.sync;

import dev.muster.integration.IntegrationKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Deletes the runs of an integration. A task that is left over finds no integration and removes itself.
@Repository
class RunDeletion {
    private static final List<String> STATEMENTS = List.of(
            "delete from sync_run where tenant_id = :tenant and integration_id = :integration",
            "delete from sync_feed_age where tenant_id = :tenant and integration_id = :integration");

    private final JdbcClient db;

    RunDeletion(JdbcClient db) {
        this.db = db;
    }

    void delete(IntegrationKey integration) {
        for (String statement : STATEMENTS) {
            integration.statement(db, statement).update();
        }
    }
}
