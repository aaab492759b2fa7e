package dev.muster.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationConfigured;
import dev.muster.integration.IntegrationDeleted;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationPaused;
import dev.muster.integration.IntegrationResumed;
import dev.muster.integration.IntegrationStates;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Turns what people decide into due runs. The plan changes in the transaction of the decision: a decision that rolls
/// back plans nothing.
@Component
class SyncRequests {
    private final ObjectProvider<Scheduler> scheduler;
    private final RunStore runs;
    private final RunDeletion deletion;
    private final IntegrationStates states;
    private final ObjectProvider<SyncPlan> plan;
    private final Clock clock;

    SyncRequests(
            ObjectProvider<Scheduler> scheduler,
            RunStore runs,
            RunDeletion deletion,
            IntegrationStates states,
            ObjectProvider<SyncPlan> plan,
            Clock clock) {
        this.scheduler = scheduler;
        this.runs = runs;
        this.deletion = deletion;
        this.states = states;
        this.plan = plan;
        this.clock = clock;
    }

    /// Asks for a run as soon as a server is free. The caller holds the integration's lock.
    void request(TenantId tenant, IntegrationId integration, String by) {
        states.request(tenant, integration, by);
        planAt(tenant, integration, clock.instant());
    }

    @EventListener
    void startAtOnce(IntegrationConfigured saved) {
        states.lock(saved.tenant(), saved.integration());
        runs.cancel(saved.tenant(), saved.integration(), saved.requestedBy() + ", who saved new settings");
        request(saved.tenant(), saved.integration(), saved.requestedBy());
    }

    @EventListener
    void stop(IntegrationPaused paused) {
        runs.cancel(paused.tenant(), paused.integration(), paused.by() + ", who paused the integration");
    }

    @EventListener
    void goOn(IntegrationResumed resumed) {
        plan.getObject()
                .next(resumed.tenant(), resumed.integration())
                .ifPresent(at -> planAt(resumed.tenant(), resumed.integration(), at));
    }

    @EventListener
    void forget(IntegrationDeleted deleted) {
        deletion.delete(deleted.tenant(), deleted.integration());
    }

    /// An instance that a server is executing cannot be moved; when it ends it asks [SyncPlan], which sees the
    /// request.
    private void planAt(TenantId tenant, IntegrationId integration, Instant at) {
        var instance = SyncTask.instance(tenant, integration);
        Scheduler client = scheduler.getObject();
        if (!client.scheduleIfNotExists(new TaskInstance<>(instance.getTaskName(), instance.getId()), at)) {
            client.reschedule(instance, at);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                client.triggerCheckForDueExecutions();
            }
        });
    }
}
