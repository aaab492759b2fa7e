package dev.muster.ledger;

import dev.muster.integration.HoldsData;
import dev.muster.integration.IntegrationDeleted;
import dev.muster.integration.IntegrationKey;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What becomes of the access data of a deleted integration: what no revision shows goes at once, in the transaction of
/// the deletion, the revisions when they are kept no longer. The application's role may delete no fact and no revision;
/// a function of the database does, of integrations that the audit record calls removed.
@Component
class AccessDeletion implements HoldsData {
    private static final List<String> STAGED = List.of(
            "delete from unread_part where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_account where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_resource where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_grant where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_link where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_change where tenant_id = :tenant and integration_id = :integration",
            "delete from staged_mention where tenant_id = :tenant and integration_id = :integration");

    private static final String TOLD = """
            select v.accounts, v.grants,
                   (select count(*) from revision a
                     where a.tenant_id = :tenant and a.integration_id = :integration) as revisions
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
             order by v.number desc
             limit 1
            """;
    private static final String REMOVE = """
            select remove_access(:tenant, :integration, :most)
            """;

    private final JdbcClient db;

    AccessDeletion(JdbcClient db) {
        this.db = db;
    }

    @EventListener
    void discard(IntegrationDeleted deleted) {
        for (String statement : STAGED) {
            deleted.integration().statement(db, statement).update();
        }
    }

    @Override
    public Map<String, String> told(IntegrationKey integration) {
        return integration
                .statement(db, TOLD)
                .query((row, index) -> Map.of(
                        "revisions", row.getString("revisions"),
                        "accounts", row.getString("accounts"),
                        "grants", row.getString("grants")))
                .optional()
                .orElseGet(() -> Map.of("revisions", "0"));
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
