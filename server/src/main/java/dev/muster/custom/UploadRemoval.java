package dev.muster.custom;

import dev.muster.integration.HoldsData;
import dev.muster.integration.IntegrationKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Removes the files that were brought to an integration once it cannot be restored any more; their pieces go along.
@Component
class UploadRemoval implements HoldsData {
    private static final String REMOVE = """
            delete from upload u
             where u.tenant_id = :tenant and u.integration_id = :integration
            """;

    private final JdbcClient db;

    UploadRemoval(JdbcClient db) {
        this.db = db;
    }

    @Override
    public long remove(IntegrationKey integration, int most) {
        return integration.statement(db, REMOVE).update();
    }
}
