package dev.muster.sso;

import dev.muster.edge.ListedHosts;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator says about providers.
///
/// @param hosts `MUSTER_PROVIDER_HOSTS`: names of the hosts that may be asked, without ports; empty for all
@ConfigurationProperties("muster.provider")
record ProviderSettings(@DefaultValue List<String> hosts) {
    ProviderSettings {
        hosts = ListedHosts.of("MUSTER_PROVIDER_HOSTS", hosts);
    }

    boolean allow(String host) {
        return hosts.isEmpty() || hosts.stream().anyMatch(host::equalsIgnoreCase);
    }
}
