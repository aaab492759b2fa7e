package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedWebhook;
import dev.muster.simulator.view.Call;
import tools.jackson.core.JsonGenerator;

/// Where events are sent. Its secrets and headers are shown, as PagerDuty may show them.
final class WebhookSubscriptionsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/webhook_subscriptions";
    }

    @Override
    public Answer answer(Call call) {
        var webhooks = call.view().reach().webhooks();
        return new Listing<SimulatedWebhook>(
                        "webhook_subscriptions",
                        Listing.DEFAULT_LIMIT,
                        false,
                        (json, webhook) -> write(json, call, webhook))
                .answer(call.query(), webhooks);
    }

    private static void write(JsonGenerator json, Call call, SimulatedWebhook webhook) {
        Row.open(json, call.view().rawFields("webhook_subscription", webhook.id()))
                .text("id", webhook.id())
                .text("type", "webhook_subscription")
                .flag("active", webhook.active())
                .object("delivery_method", delivery -> writeDelivery(delivery, webhook))
                .text("description", webhook.description())
                .texts("events", webhook.events())
                .object("filter", filter -> writeFilter(filter, webhook))
                .close();
    }

    private static void writeDelivery(Row row, SimulatedWebhook webhook) {
        row.text("id", "D" + webhook.id())
                .text("secret", webhook.secret())
                .flag("temporarily_disabled", false)
                .text("type", "http_delivery_method")
                .text("url", webhook.url())
                .array(
                        "custom_headers",
                        webhook.headers(),
                        (header, one) -> header.text("name", one.name()).text("value", one.value()));
    }

    private static void writeFilter(Row row, SimulatedWebhook webhook) {
        if (webhook.aboutId() != null) {
            row.text("id", webhook.aboutId());
        }
        row.text("type", webhook.about());
    }
}
