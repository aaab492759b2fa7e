package dev.muster.integration;

import dev.muster.connector.Connector;
import dev.muster.database.CannotStart;
import dev.muster.kit.client.Pause;
import dev.muster.kit.client.RequestWatcher;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.RouteRefused;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// The connectors of this version: the one list to extend when an application is added.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagerDutySettings.class)
class InstalledConnectors {

    @Bean
    PagerDutyOptions pagerDutyOptions(
            PagerDutySettings settings, Route route, ObjectProvider<RequestMeters> meters, Clock clock) {
        return settings.options()
                .withTime(new Time(clock, Pause.SLEEP))
                .withRoute(route)
                .withWatcher(meters.stream()
                        .findFirst()
                        .map(found -> found.of("pagerduty", "PagerDuty"))
                        .orElse(RequestWatcher.NONE));
    }

    /// The way to everything outside. The usual variables have no prefix of Muster's, so they are looked up by their
    /// names.
    @Bean
    Route route(Environment environment) {
        try {
            return Route.of(new Route.Settings(environment::getProperty));
        } catch (RouteRefused refused) {
            throw new CannotStart(refused.happened() + ".", refused.remedy() + ".");
        }
    }

    /// In front of the catalogue.
    @Bean
    @Order(1)
    Connector pagerDuty(PagerDutyOptions options) {
        return PagerDuty.with(options);
    }
}
