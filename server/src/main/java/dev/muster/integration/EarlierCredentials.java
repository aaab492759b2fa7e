package dev.muster.integration;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When a credential was used, and the way back to the one before it, which is kept until a sync has published what the
/// new one read. Safe for many threads.
@Component
public class EarlierCredentials {
    private static final String USED = """
            update integration_secret
               set used_at = :now
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String GO_BACK = """
            update integration_secret
               set sealed = sealed_before,
                   last_four = former_last_four,
                   fingerprint = former_fingerprint,
                   set_at = former_set_at,
                   set_by = former_set_by,
                   used_at = former_used_at,
                   has_read = true,
                   sealed_before = null,
                   former_last_four = null,
                   former_fingerprint = null,
                   former_set_at = null,
                   former_set_by = null,
                   former_used_at = null
             where tenant_id = :tenant
               and integration_id = :integration
               and field = :field
               and sealed_before is not null
            returning fingerprint
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final IntegrationStates states;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EarlierCredentials(
            JdbcClient db,
            TenantTransactions transactions,
            Integrations integrations,
            IntegrationStates states,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.integrations = integrations;
        this.states = states;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// The credentials of an integration are about to be read with.
    void used(IntegrationKey integration) {
        Instant now = clock.instant();
        transactions.write(
                integration.tenant(),
                () -> statement(USED, integration)
                        .param("now", now.atOffset(UTC))
                        .update());
    }

    /// Puts the earlier credential in the place of the one that replaced it, which is deleted, and asks for a sync.
    ///
    /// @param field the setting that it is of
    /// @throws Conflict when none is kept any more
    public void goBack(TenantAccess access, IntegrationId id, String field) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration integration = integrations.locked(access, id);
            String fingerprint = statement(GO_BACK, key)
                    .param("field", field)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> new Conflict(
                            "No earlier credential of %s is kept any more: a sync has read with the one that replaced it, and it stays in use."
                                    .formatted(integration.name())));
            states.configured(key, clock.instant().minus(OldCredentials.OLD));
            events.publishEvent(new IntegrationConfigured(key, access.userName()));
            audit.record(
                    access.id(),
                    access.actor(),
                    "integration.credential_restored",
                    integration.name(),
                    Map.of("integration", id.value().toString(), "field", field, "fingerprint", fingerprint));
        });
    }

    private JdbcClient.StatementSpec statement(String sql, IntegrationKey integration) {
        return db.sql(sql)
                .param("tenant", integration.tenant().value())
                .param("integration", integration.id().value());
    }
}
