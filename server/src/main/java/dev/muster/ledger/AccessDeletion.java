package dev.muster.ledger;

import dev.muster.integration.IntegrationDeleted;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes the access data of an integration in the transaction that deletes the integration.
@Component
class AccessDeletion {
    private static final List<String> STATEMENTS = List.of(
            "delete from account where tenant_id = :tenant and integration_id = :integration",
            "delete from resource where tenant_id = :tenant and integration_id = :integration",
            "delete from access_grant where tenant_id = :tenant and integration_id = :integration",
            "delete from link where tenant_id = :tenant and integration_id = :integration",
            "delete from change_record where tenant_id = :tenant and integration_id = :integration",
            "delete from unread_fact where tenant_id = :tenant and integration_id = :integration",
            "delete from unread_part where tenant_id = :tenant and integration_id = :integration",
            "delete from revision where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_account where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_resource where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_grant where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_link where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_change where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_mention where tenant_id = :tenant and integration_id = :integration");

    private final JdbcClient db;

    AccessDeletion(JdbcClient db) {
        this.db = db;
    }

    @EventListener
    void delete(IntegrationDeleted deleted) {
        for (String statement : STATEMENTS) {
            deleted.integration().statement(db, statement).update();
        }
    }
}
