package dev.muster.webhook;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The webhooks of a tenant: at most ten. Every change is in the audit record, which names their hosts and never what
/// follows them. Safe for many threads.
@Component
class Webhooks {
    static final int MOST = 10;
    /// For how long the secret before the newest signs as well.
    static final Duration BOTH_SIGN = Duration.ofHours(24);

    private final WebhookStore store;
    private final Deliveries deliveries;
    private final WebhookBody bodies;
    private final HostGuard guard;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            Deliveries deliveries,
            WebhookBody bodies,
            HostGuard guard,
            TenantTransactions transactions,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.guard = guard;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// A webhook and its secret, which is told this once.
    record Made(Webhook webhook, SigningSecret secret) {}

    /// The oldest first.
    List<Webhook> of(TenantAccess access) {
        access.require(Action.MANAGE_WEBHOOKS);
        return transactions.read(access.id(), () -> store.all(access.id()));
    }

    /// @throws NoSuchThing without such a webhook
    Webhook get(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_WEBHOOKS);
        return transactions.read(access.id(), () -> found(access.id(), id));
    }

    /// @throws dev.muster.problem.InvalidInput about a field of [Wanted]
    /// @throws Conflict when the tenant has as many as it may have
    Made add(TenantAccess access, Wanted wanted) {
        access.require(Action.MANAGE_WEBHOOKS);
        Wanted.Checked checked = wanted.checked(guard);
        return transactions.write(access.id(), () -> {
            if (store.all(access.id()).size() >= MOST) {
                throw new Conflict("%s has %d webhooks, which is the most. Remove one first."
                        .formatted(access.tenant().name(), MOST));
            }
            var made = new Made(
                    new Webhook(UUID.randomUUID(), checked.address(), checked.events(), clock.instant(), null),
                    SigningSecret.random());
            store.add(access.id(), made.webhook(), made.secret());
            record(access, "webhook.added", made.webhook(), Map.of("events", events(made.webhook())));
            return made;
        });
    }

    /// @throws dev.muster.problem.InvalidInput about a field of [Wanted]
    Webhook change(TenantAccess access, UUID id, Wanted wanted) {
        access.require(Action.MANAGE_WEBHOOKS);
        Wanted.Checked checked = wanted.checked(guard);
        return transactions.write(access.id(), () -> {
            Webhook before = found(access.id(), id);
            store.change(access.id(), id, checked);
            Webhook after = found(access.id(), id);
            record(
                    access,
                    "webhook.changed",
                    before,
                    Map.of(
                            "before", before.host() + ", " + events(before),
                            "after", after.host() + ", " + events(after)));
            return after;
        });
    }

    /// Makes a new secret; the one so far signs as well for 24 hours.
    Made rotate(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_WEBHOOKS);
        SigningSecret secret = SigningSecret.random();
        return transactions.write(access.id(), () -> {
            found(access.id(), id);
            store.rotate(access.id(), id, secret, clock.instant().plus(BOTH_SIGN));
            Webhook webhook = found(access.id(), id);
            record(access, "webhook.secret_rotated", webhook, Map.of());
            return new Made(webhook, secret);
        });
    }

    /// Removes one with all its calls, those that wait included.
    Webhook remove(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_WEBHOOKS);
        return transactions.write(access.id(), () -> {
            Webhook webhook = found(access.id(), id);
            store.remove(access.id(), id);
            record(access, "webhook.removed", webhook, Map.of("events", events(webhook)));
            return webhook;
        });
    }

    /// Calls one with nothing to tell.
    ///
    /// @return id of the call
    UUID test(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_WEBHOOKS);
        return transactions.write(access.id(), () -> {
            found(access.id(), id);
            return deliveries.write(access.id(), id, WebhookEvent.TEST, bodies.test(access.tenant()));
        });
    }

    private Webhook found(TenantId tenant, UUID id) {
        return store.find(tenant, id)
                .orElseThrow(() -> new NoSuchThing("There is no such webhook. It may have been removed."));
    }

    private void record(TenantAccess access, String action, Webhook webhook, Map<String, String> details) {
        audit.record(access.id(), access.actor(), action, webhook.host(), details);
    }

    private static String events(Webhook webhook) {
        return webhook.events().stream().map(WebhookEvent::type).collect(Collectors.joining(", "));
    }
}
