package dev.muster.webhook;

import dev.muster.tenant.Tenants;
import dev.muster.token.TokenEnding;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes the calls that tell that an API token is about to end, in the transaction that tells of it.
@Component
class TokenCalls {
    private final WebhookStore webhooks;
    private final Deliveries deliveries;
    private final WebhookBody bodies;
    private final Tenants tenants;

    TokenCalls(WebhookStore webhooks, Deliveries deliveries, WebhookBody bodies, Tenants tenants) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.tenants = tenants;
    }

    @EventListener
    void write(TokenEnding ending) {
        List<Webhook> told = webhooks.toldOf(ending.tenant(), WebhookEvent.TOKEN_ENDING);
        if (!told.isEmpty()) {
            String body = bodies.of(tenants.find(ending.tenant()).orElseThrow(), ending.token());
            told.forEach(webhook -> deliveries.write(ending.tenant(), webhook.id(), WebhookEvent.TOKEN_ENDING, body));
        }
    }
}
