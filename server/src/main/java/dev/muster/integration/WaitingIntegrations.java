package dev.muster.integration;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts the integrations that wait for somebody.
@Component
public class WaitingIntegrations {
    private static final String COUNT = """
            select count(*)
              from integration_status
             where tenant_id = :tenant
               and (state in ('not_configured', 'needs_attention', 'on_hold')
                    or state = 'connected' and (old_credential or broken_promise is not null))
               and paused_at is null
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    WaitingIntegrations(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// How many of a tenant wait. Quick enough for the navigation of every page.
    public int of(TenantId tenant) {
        return transactions.read(
                tenant,
                () -> db.sql(COUNT)
                        .param("tenant", tenant.value())
                        .query(Integer.class)
                        .single());
    }
}
