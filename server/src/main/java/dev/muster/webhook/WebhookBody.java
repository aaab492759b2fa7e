package dev.muster.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.edge.MusterUrl;
import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What calls say, as JSON: the type of the event, when it was, and its facts. Names nobody and holds nothing that was
/// read from an application but counts in messages.
@Component
class WebhookBody {
    private final JsonMapper json;
    private final MusterUrl url;
    private final Clock clock;

    WebhookBody(JsonMapper json, MusterUrl url, Clock clock) {
        this.json = json;
        this.url = url;
        this.clock = clock;
    }

    record BodyJson(String type, Instant timestamp, DataJson data) {}

    /// @param integration none in a test
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DataJson(TenantJson tenant, @Nullable IntegrationJson integration) {}

    record TenantJson(String slug, String name) {}

    /// @param reason  why it needs people
    /// @param status  as pages show it: `On hold`
    /// @param message what follows it there
    /// @param page    its address; none when the operator named no URL of Muster
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IntegrationJson(
            UUID id,
            String name,
            String application,
            String reason,
            String status,
            String message,
            @Nullable String page) {}

    String of(Tenant tenant, Integrations.Current current, IntegrationNeedsPeople.Reason reason) {
        var integration = current.integration();
        UUID id = integration.id().value();
        String page = url.isSet() ? url.absolute("/t/%s/integrations/%s".formatted(tenant.slug(), id), "") : null;
        return body(
                WebhookEvent.of(reason),
                tenant,
                new IntegrationJson(
                        id,
                        integration.name(),
                        integration.application(),
                        reason.words(),
                        current.status().status().title(),
                        current.message(),
                        page));
    }

    String test(Tenant tenant) {
        return body(WebhookEvent.TEST, tenant, null);
    }

    private String body(WebhookEvent event, Tenant tenant, @Nullable IntegrationJson integration) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var data = new DataJson(new TenantJson(tenant.slug(), tenant.name()), integration);
        return json.writeValueAsString(new BodyJson(event.type(), now, data));
    }
}
