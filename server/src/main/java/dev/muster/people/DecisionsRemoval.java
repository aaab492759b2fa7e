package dev.muster.people;

import dev.muster.integration.HoldsData;
import dev.muster.integration.IntegrationKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Removes what people decided about the accounts of an integration once it cannot be restored any more.
@Component
class DecisionsRemoval implements HoldsData {
    private static final String REMOVE = """
            delete from account_person d
             where d.tenant_id = :tenant and d.integration_id = :integration
            """;

    private final JdbcClient db;

    DecisionsRemoval(JdbcClient db) {
        this.db = db;
    }

    @Override
    public long remove(IntegrationKey integration, int most) {
        return integration.statement(db, REMOVE).update();
    }
}
