package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The newest revision of an integration, which statements on current access are about.
public record Revision(TenantId tenant, Integration integration) {

    /// A statement that names tenant and integration.
    public JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return db.sql(sql)
                .param("tenant", tenant.value())
                .param("integration", integration.id().value());
    }
}
