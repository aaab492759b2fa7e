package dev.muster.request;

import dev.muster.edge.MusterUrl;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// Puts the [FrontValve] before everything else on the port.
@Configuration(proxyBeanMethods = false)
class FrontSetup {
    /// Before the valves of the edge.
    @Bean
    @Order(-100)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> front(
            MusterUrl url, HealthAnswers health, List<RequestListener> listeners) {
        return server -> server.addEngineValves(new FrontValve(url, health, listeners));
    }
}
