package dev.muster.client;

import dev.muster.client.api.AccessDataApi;
import dev.muster.client.api.IntegrationsApi;
import dev.muster.client.api.TenantApi;
import dev.muster.client.model.AskBody;
import dev.muster.client.model.IntegrationBody;
import dev.muster.client.model.WantedFilterJson;
import dev.muster.client.model.WantedWebhookJson;
import java.util.List;
import java.util.Map;

/// What the demo has none of, so that no list is empty: brought in by calls of the same client.
record Furniture(ApiClient client) {
    private static final String TENANT = "acme";

    void bringIn() throws ApiException {
        // A demo that was furnished before is furnished once more.
        String mark = Long.toString(System.currentTimeMillis(), 36);
        var tenant = new TenantApi(client);
        var data = new AccessDataApi(client);
        for (String level : List.of("admin", "observer")) {
            data.saveFilter(
                    TENANT,
                    new WantedFilterJson()
                            ._list("access")
                            .name("Who is %s %s".formatted(level, mark))
                            .parameters(Map.of("level", level))
                            .shared(true));
            data.askForDownload(
                    TENANT,
                    new AskBody()._list("grants").format("csv").parameters(Map.of("level", level)));
        }
        var hook = tenant.addWebhook(
                TENANT,
                new WantedWebhookJson()
                        .address(client.getBaseUri() + "/nobody-listens")
                        .events(List.of("integration.held")));
        tenant.testWebhook(hook.getWebhook().getId(), TENANT);
        String name = "Short-lived " + mark;
        var integrations = new IntegrationsApi(client);
        var added = integrations.addIntegration(
                TENANT, new IntegrationBody().application("pagerduty").name(name).owner("ana.lima@acme.example"));
        integrations.deleteIntegration(added.getId(), TENANT, name);
    }
}
