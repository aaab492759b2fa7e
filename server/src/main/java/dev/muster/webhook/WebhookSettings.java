package dev.muster.webhook;

import dev.muster.edge.ListedHosts;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator says about webhooks.
///
/// @param hosts `MUSTER_WEBHOOK_HOSTS`: names of the only hosts that may be called, without ports, wherever they are;
///              empty for all that the Internet reaches
@ConfigurationProperties("muster.webhook")
record WebhookSettings(@DefaultValue List<String> hosts) {
    WebhookSettings {
        hosts = ListedHosts.of("MUSTER_WEBHOOK_HOSTS", hosts);
    }
}
