package dev.muster.webhook;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.CannotOpen;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Calls a webhook once, and notes what came of it. The address is called outside of any transaction, so a call that
/// was taken the moment before this process died is made once more, with the same id.
@Component
class Attempt {
    private static final Logger log = LoggerFactory.getLogger(Attempt.class);
    /// How long to wait before each further try. A call that is not taken by then is given up.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12));

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final WebhookHost host;
    private final TenantTransactions transactions;
    private final Clock clock;

    Attempt(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            WebhookHost host,
            TenantTransactions transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.host = host;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Due(Webhook webhook, Delivery delivery) {}

    /// @return how long to wait before it is tried again; none when it is done with
    /// @throws InterruptedException when this server is being stopped
    Optional<Duration> make(TenantId tenant, UUID id) throws InterruptedException {
        Optional<Due> found = transactions.read(
                tenant,
                () -> deliveries
                        .find(tenant, id)
                        .filter(Delivery::waits)
                        .flatMap(delivery ->
                                webhooks.find(tenant, delivery.webhook()).map(webhook -> new Due(webhook, delivery))));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WebhookHost.Outcome outcome = call(tenant, found.get());
        int tries = found.get().delivery().tries();
        boolean last = outcome.fault() != null && tries >= PAUSES.size();
        transactions.write(tenant, () -> deliveries.tried(tenant, id, outcome, last, clock.instant()));
        if (outcome.fault() == null) {
            return Optional.empty();
        }
        Optional<Duration> pause = last ? Optional.empty() : Optional.of(PAUSES.get(tries));
        log.warn(
                "Call {} of the webhook {} of tenant {} was not taken: {}. {}",
                id,
                found.get().webhook().id(),
                tenant.value(),
                outcome.fault(),
                pause.map(wait -> "It is tried again in " + wait).orElse("It is given up"));
        return pause;
    }

    private WebhookHost.Outcome call(TenantId tenant, Due due) throws InterruptedException {
        try {
            UUID webhook = due.webhook().id();
            List<SigningSecret> secrets =
                    transactions.read(tenant, () -> webhooks.secrets(tenant, webhook, clock.instant()));
            return host.call(
                    due.webhook(), secrets, due.delivery().id(), due.delivery().body(), clock.instant());
        } catch (CannotOpen lost) {
            return new WebhookHost.Outcome(
                    null, "Its secret was sealed with another master key. Make a new secret, then send it again");
        }
    }
}
