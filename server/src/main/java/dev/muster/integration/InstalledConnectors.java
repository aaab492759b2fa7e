package dev.muster.integration;

import dev.muster.connector.Connector;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The connectors of this version: the one list to extend when an application is added.
@Configuration(proxyBeanMethods = false)
class InstalledConnectors {

    /// @param hosts    further API addresses the operator allows, comma-separated `scheme://host:port`; usually none
    /// @param identity where OAuth apps of those get their tokens; PagerDuty's own identity host when empty
    @Bean
    PagerDutyOptions pagerDutyOptions(
            @Value("${muster.pagerduty.hosts:}") String hosts,
            @Value("${muster.pagerduty.identity:}") String identity) {
        PagerDutyOptions options = PagerDutyOptions.defaults().withAllowedHosts(addresses(hosts));
        return identity.isBlank() ? options : options.withAllowedIdentity(URI.create(identity.strip()));
    }

    @Bean
    Connector pagerDuty(PagerDutyOptions options) {
        return PagerDuty.with(options);
    }

    private static List<URI> addresses(String hosts) {
        return Arrays.stream(hosts.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(URI::create)
                .toList();
    }
}
