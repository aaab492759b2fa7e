package dev.muster.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.edge.MusterUrl;
import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Tenant;
import dev.muster.token.ApiToken;
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

    /// @param integration that the event is about; none where it is about none
    /// @param token       the same
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DataJson(
            TenantJson tenant,
            @Nullable IntegrationJson integration,
            @Nullable TokenJson token) {}

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

    /// @param service whether it acts as the tenant
    /// @param endsAt  when calls with it are refused
    /// @param page    as of an integration
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenJson(
            UUID id,
            String name,
            boolean service,
            Instant endsAt,
            @Nullable String page) {}

    String of(Tenant tenant, Integrations.Current current, IntegrationNeedsPeople.Reason reason) {
        var integration = current.integration();
        UUID id = integration.id().value();
        var told = new IntegrationJson(
                id,
                integration.name(),
                integration.application(),
                reason.words(),
                current.status().status().title(),
                current.message(),
                page(tenant, "/integrations/" + id));
        return body(WebhookEvent.of(reason), new DataJson(json(tenant), told, null));
    }

    String of(Tenant tenant, ApiToken token) {
        var told = new TokenJson(
                token.id(), token.name(), token.service(), token.expires(), page(tenant, "/settings/tokens"));
        return body(WebhookEvent.TOKEN_ENDING, new DataJson(json(tenant), null, told));
    }

    String test(Tenant tenant) {
        return body(WebhookEvent.TEST, new DataJson(json(tenant), null, null));
    }

    private @Nullable String page(Tenant tenant, String path) {
        return url.isSet() ? url.absolute("/t/" + tenant.slug() + path, "") : null;
    }

    private static TenantJson json(Tenant tenant) {
        return new TenantJson(tenant.slug(), tenant.name());
    }

    private String body(WebhookEvent event, DataJson data) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return json.writeValueAsString(new BodyJson(event.type(), now, data));
    }
}
