package dev.muster.integration;

import dev.muster.connector.Connector;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.RequestWatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The connectors of this version: the one list to extend when an application is added.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagerDutySettings.class)
class InstalledConnectors {

    @Bean
    PagerDutyOptions pagerDutyOptions(PagerDutySettings settings, ObjectProvider<RequestWatcher> watcher) {
        return settings.options().withWatcher(watcher.getIfAvailable(() -> RequestWatcher.NONE));
    }

    @Bean
    Connector pagerDuty(PagerDutyOptions options) {
        return PagerDuty.with(options);
    }
}
