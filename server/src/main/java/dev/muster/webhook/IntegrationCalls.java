package dev.muster.webhook;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Tenants;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes the calls that tell that an integration begins to need people, in the transaction in which it does.
@Component
class IntegrationCalls {
    private final WebhookStore webhooks;
    private final Deliveries deliveries;
    private final WebhookBody bodies;
    private final Integrations integrations;
    private final Tenants tenants;

    IntegrationCalls(
            WebhookStore webhooks,
            Deliveries deliveries,
            WebhookBody bodies,
            Integrations integrations,
            Tenants tenants) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.integrations = integrations;
        this.tenants = tenants;
    }

    @EventListener
    void write(IntegrationNeedsPeople alert) {
        TenantId tenant = alert.integration().tenant();
        WebhookEvent event = WebhookEvent.of(alert.reason());
        List<Webhook> told = webhooks.toldOf(tenant, event);
        if (told.isEmpty()) {
            return;
        }
        String body = bodies.of(
                tenants.find(tenant).orElseThrow(),
                integrations.get(tenant, alert.integration().id()),
                alert.reason());
        told.forEach(webhook -> deliveries.write(tenant, webhook.id(), event, body));
    }
}
