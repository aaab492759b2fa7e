package dev.muster.request;

import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// Puts the [FrontValve] before everything else on the port.
@Configuration(proxyBeanMethods = false)
class FrontSetup {
    /// Before Boot adds the valve that heeds a proxy's headers.
    @Bean
    @Order(-100)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> front(
            HealthAnswers health, List<RequestListener> listeners) {
        return server -> server.addEngineValves(new FrontValve(health, listeners));
    }
}
