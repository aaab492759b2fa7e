package dev.muster.webhook;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The calls of webhooks. One is made if, and only if, the transaction it was written in is committed; soon after
/// that, or again and again for a day while the address does not take it. Safe for many threads.
@Component
class Deliveries {
    private static final int SHOWN = 50;

    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final TenantTransactions transactions;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Deliveries(
            WebhookStore webhooks,
            DeliveryStore store,
            TenantTransactions transactions,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.webhooks = webhooks;
        this.store = store;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Writes a call, in the caller's transaction of the tenant.
    ///
    /// @return its id
    UUID write(TenantId tenant, UUID webhook, WebhookEvent event, String body) {
        UUID id = UUID.randomUUID();
        store.put(tenant, id, webhook, event, body, clock.instant());
        schedule(tenant, id);
        return id;
    }

    /// The newest calls of a webhook, at most 50 of the last 30 days.
    ///
    /// @throws NoSuchThing without such a webhook
    List<Delivery> newest(TenantAccess access, UUID webhook) {
        access.require(Action.MANAGE_WEBHOOKS);
        return transactions.read(access.id(), () -> {
            if (webhooks.find(access.id(), webhook).isEmpty()) {
                throw new NoSuchThing("There is no such webhook. It may have been removed.");
            }
            return store.newest(access.id(), webhook, SHOWN);
        });
    }

    /// Makes a call once more, with the same id and body, whatever came of it before.
    ///
    /// @throws NoSuchThing without such a call
    /// @throws Conflict    while it is being made
    void again(TenantAccess access, UUID webhook, UUID id) {
        access.require(Action.MANAGE_WEBHOOKS);
        transactions.write(access.id(), () -> {
            boolean found = store.find(access.id(), id)
                    .filter(delivery -> delivery.webhook().equals(webhook))
                    .isPresent();
            if (!found) {
                throw new NoSuchThing("There is no such call of this webhook. It may be too long ago.");
            }
            store.again(access.id(), id);
            schedule(access.id(), id);
        });
    }

    private void schedule(TenantId tenant, UUID id) {
        Scheduler client = scheduler.getObject();
        TaskInstance<Void> instance = DeliveryTask.instance(tenant, id);
        try {
            if (!client.scheduleIfNotExists(instance, clock.instant())) {
                client.reschedule(instance, clock.instant());
            }
        } catch (TaskInstanceCurrentlyExecutingException now) {
            throw new Conflict("This call is being made at this moment. Look again in a few seconds.");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                client.triggerCheckForDueExecutions();
            }
        });
    }
}
