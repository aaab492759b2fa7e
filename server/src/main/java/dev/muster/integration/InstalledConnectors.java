package dev.muster.integration;

import dev.muster.connector.Connector;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The connectors of this version: the one list to extend when an application is added.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagerDutySettings.class)
class InstalledConnectors {

    @Bean
    PagerDutyOptions pagerDutyOptions(PagerDutySettings settings) {
        return settings.options();
    }

    @Bean
    Connector pagerDuty(PagerDutyOptions options) {
        return PagerDuty.with(options);
    }
}
