package dev.muster.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.muster.database.TenantTransactions;
import dev.muster.host.RunReason;
import dev.muster.integration.IntegrationConfigured;
import dev.muster.integration.IntegrationDeleted;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationPaused;
import dev.muster.integration.IntegrationResumed;
import dev.muster.integration.IntegrationStates;
import dev.muster.sync.SyncRun.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Turns what people decide into due runs. The plan changes in the transaction of the decision: a decision that rolls
/// back plans nothing.
@Component
class SyncRequests {
    private static final Logger log = LoggerFactory.getLogger(SyncRequests.class);

    private final ObjectProvider<Scheduler> scheduler;
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final IntegrationStates states;
    private final ObjectProvider<SyncPlan> plan;
    private final Clock clock;

    SyncRequests(
            ObjectProvider<Scheduler> scheduler,
            TenantTransactions transactions,
            RunStore runs,
            IntegrationStates states,
            ObjectProvider<SyncPlan> plan,
            Clock clock) {
        this.scheduler = scheduler;
        this.transactions = transactions;
        this.runs = runs;
        this.states = states;
        this.plan = plan;
        this.clock = clock;
    }

    /// Asks for a run as soon as a server is free. The caller holds the integration's lock.
    void request(IntegrationKey integration, String by) {
        states.request(integration, by);
        planAt(integration, clock.instant());
    }

    @EventListener
    void startAtOnce(IntegrationConfigured saved) {
        states.lock(saved.integration());
        runs.cancel(saved.integration(), saved.requestedBy() + ", who saved new settings");
        request(saved.integration(), saved.requestedBy());
    }

    @EventListener
    void stop(IntegrationPaused paused) {
        runs.cancel(paused.integration(), paused.by() + ", who paused the integration");
    }

    @EventListener
    void goOn(IntegrationResumed resumed) {
        plan.getObject().next(resumed.integration()).ifPresent(at -> planAt(resumed.integration(), at));
    }

    /// An instance that a server is executing, or picks up at this very moment, cannot be moved; when it ends,
    /// [#catchUp] sees what was decided.
    private static void move(Scheduler client, TaskInstanceId instance, Instant at) {
        try {
            client.reschedule(instance, at);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException executing) {
            log.debug("{} is executing; what was asked for follows its end", instance);
        }
    }

    /// Ends the run that reads and the one that waits for a decision. Before the rows are deleted that they staged: a
    /// batch that is being staged holds its run.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void end(IntegrationDeleted deleted) {
        var reason = new RunReason.StoppedBy(deleted.by() + ", who deleted the integration", false);
        runs.unended(deleted.integration()).forEach(run -> runs.end(run, Outcome.CANCELLED, reason, clock.instant()));
    }

    /// Plans again what was decided while a server was executing the instance. Called once it no longer is.
    ///
    /// @param planned what was planned while it still was
    void catchUp(IntegrationKey integration, Optional<Instant> planned) {
        transactions.write(
                integration.tenant(),
                () -> plan.getObject()
                        .next(integration)
                        .filter(at -> !planned.equals(Optional.of(at)))
                        .ifPresent(at -> planAt(integration, at)));
    }

    private void planAt(IntegrationKey integration, Instant at) {
        var instance = SyncTask.instance(integration);
        Scheduler client = scheduler.getObject();
        if (!client.scheduleIfNotExists(new TaskInstance<>(instance.getTaskName(), instance.getId()), at)) {
            move(client, instance, at);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                client.triggerCheckForDueExecutions();
            }
        });
    }
}
