package dev.muster.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Listing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Webhooks over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/webhooks")
@Does(Action.MANAGE_WEBHOOKS)
class WebhookApi {
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhookApi(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /// @param events types of those that it is told of
    record WantedWebhookJson(
            @Nullable String address, @Nullable List<String> events) {
        Wanted wanted() {
            return new Wanted(address == null ? "" : address, events == null ? List.of() : events);
        }
    }

    /// @param oldSecretUntil until when the secret before the newest signs as well; none when it never did
    record WebhookJson(
            UUID id,
            String address,
            List<String> events,
            Instant madeAt,
            @Nullable Instant oldSecretUntil) {
        static WebhookJson of(Webhook webhook) {
            return new WebhookJson(
                    webhook.id(),
                    webhook.address().toString(),
                    webhook.events().stream().map(WebhookEvent::type).toList(),
                    webhook.madeAt(),
                    webhook.beforeUntil());
        }
    }

    /// @param secret told in this answer and never again
    record MadeWebhookJson(WebhookJson webhook, String secret) {
        static MadeWebhookJson of(Webhooks.Made made) {
            return new MadeWebhookJson(
                    WebhookJson.of(made.webhook()), made.secret().text().expose());
        }

        /// Without the secret.
        @Override
        public String toString() {
            return "MadeWebhookJson[%s]".formatted(webhook.id());
        }
    }

    /// @param id          the same in each try, as the header `webhook-id` tells it
    /// @param status      of the last answer; none without one
    /// @param fault       why the last try was not taken; none when it was
    /// @param deliveredAt when it was taken
    /// @param givenUpAt   when it was no longer tried
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WebhookDeliveryJson(
            UUID id,
            String event,
            Instant writtenAt,
            int tries,
            @Nullable Instant triedAt,
            @Nullable Integer status,
            @Nullable String fault,
            @Nullable Instant deliveredAt,
            @Nullable Instant givenUpAt) {
        static WebhookDeliveryJson of(Delivery delivery) {
            return new WebhookDeliveryJson(
                    delivery.id(),
                    delivery.event(),
                    delivery.writtenAt(),
                    delivery.tries(),
                    delivery.triedAt(),
                    delivery.answer(),
                    delivery.fault(),
                    delivery.deliveredAt(),
                    delivery.givenUpAt());
        }
    }

    /// @param id of the call, by which its delivery is found
    record WebhookCallJson(UUID id) {}

    /// The oldest first; at most ten.
    @GetMapping
    Listing<WebhookJson> list(TenantAccess access) {
        return new Listing<>(webhooks.of(access).stream().map(WebhookJson::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MadeWebhookJson add(TenantAccess access, @RequestBody WantedWebhookJson wanted) {
        return MadeWebhookJson.of(webhooks.add(access, wanted.wanted()));
    }

    @PutMapping("/{id}")
    WebhookJson change(TenantAccess access, @PathVariable UUID id, @RequestBody WantedWebhookJson wanted) {
        return WebhookJson.of(webhooks.change(access, id, wanted.wanted()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(TenantAccess access, @PathVariable UUID id) {
        webhooks.remove(access, id);
    }

    @PostMapping("/{id}/secret")
    MadeWebhookJson rotate(TenantAccess access, @PathVariable UUID id) {
        return MadeWebhookJson.of(webhooks.rotate(access, id));
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    WebhookCallJson test(TenantAccess access, @PathVariable UUID id) {
        return new WebhookCallJson(webhooks.test(access, id));
    }

    /// The newest first; at most 50 of the last 30 days.
    @GetMapping("/{id}/deliveries")
    Listing<WebhookDeliveryJson> deliveries(TenantAccess access, @PathVariable UUID id) {
        return new Listing<>(
                deliveries.newest(access, id).stream()
                        .map(WebhookDeliveryJson::of)
                        .toList(),
                null);
    }

    @PostMapping("/{id}/deliveries/{delivery}/again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void again(TenantAccess access, @PathVariable UUID id, @PathVariable UUID delivery) {
        deliveries.again(access, id, delivery);
    }
}
