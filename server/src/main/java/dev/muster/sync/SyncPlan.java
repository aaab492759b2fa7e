package dev.muster.sync;

import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationStates;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says when an integration is due next.
@Component
class SyncPlan {
    private static final Duration TRY_AGAIN_AFTER = Duration.ofHours(1);

    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final IntegrationStates states;
    private final RunHistory history;
    private final Tenants tenants;
    private final Clock clock;

    SyncPlan(
            TenantTransactions transactions,
            Integrations integrations,
            IntegrationStates states,
            RunHistory history,
            Tenants tenants,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.states = states;
        this.history = history;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// The next moment, noted in the status: now if somebody asked while a run was reading, an hour from now after
    /// trouble that may pass by itself, otherwise the next daily time. Empty for an integration that is gone,
    /// paused or not configured, and for one that reads what people bring and nobody brought anything new.
    Optional<Instant> next(IntegrationKey key) {
        return transactions.write(key.tenant(), () -> {
            Optional<IntegrationStatus> status = states.lock(key);
            if (status.isEmpty() || status.get().pausedAt() != null) {
                return Optional.empty();
            }
            Integration integration = integrations.get(key.tenant(), key.id()).integration();
            if (!integration.isConfigured()) {
                return Optional.empty();
            }
            if (integration.isBrought() && states.requestedBy(key).isEmpty()) {
                states.unplan(key);
                return Optional.empty();
            }
            Instant at = due(key, integration);
            states.plan(key, at);
            return Optional.of(at);
        });
    }

    private Instant due(IntegrationKey key, Integration integration) {
        Instant now = clock.instant();
        if (tenants.isSuspended(key.tenant())) {
            return DailySchedule.next(integration, now);
        }
        if (states.requestedBy(key).isPresent()) {
            return now;
        }
        Instant daily = DailySchedule.next(integration, now);
        Instant soon = now.plus(TRY_AGAIN_AFTER);
        return history.newestMayPass(key) && soon.isBefore(daily) ? soon : daily;
    }
}
