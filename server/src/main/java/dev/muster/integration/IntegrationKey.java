package dev.muster.integration;

import dev.muster.database.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An integration and the tenant it belongs to: what a statement about one names.
public record IntegrationKey(TenantId tenant, IntegrationId id) {

    /// A statement about this integration, its `:tenant` and `:integration` filled in.
    public JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return db.sql(sql).param("tenant", tenant.value()).param("integration", id.value());
    }
}
