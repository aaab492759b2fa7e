package dev.muster.edge;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Puts the edge together: which limits the listening socket has, what each request passes first, and TLS.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeSettings.class)
class Listening {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    private final EdgeSettings settings;
    private final InetAddress address;

    Listening(EdgeSettings settings, @Value("${server.address}") InetAddress address) {
        this.settings = settings;
        this.address = address;
    }

    @Bean
    MusterUrl musterUrl() {
        return MusterUrl.parse(settings.url(), settings.speaksTls());
    }

    @Bean
    NamedProxies namedProxies() {
        return NamedProxies.parse(settings.trustedProxies());
    }

    @Bean
    SessionName sessionName(MusterUrl url, NamedProxies proxies) {
        return SessionName.of(
                settings.speaksTls() || url.isHttps(), url.path(), !address.isLoopbackAddress(), !proxies.none());
    }

    @Bean
    Tls tls() {
        return new Tls(settings.speaksTls() ? TlsFiles.of(settings.tlsCert(), settings.tlsKey()) : null);
    }

    /// Comes last, so that nothing is put in place of what is set here.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edge(MusterUrl url, NamedProxies proxies, Tls tls) {
        return tomcat -> {
            tomcat.setProtocol(BoundedProtocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                ((BoundedProtocol) connector.getProtocolHandler()).bound(Limits.USUAL, proxies);
                connector.setMaxParameterCount(Limits.USUAL.values());
                connector.setMaxPostSize(Limits.USUAL.body());
                tls.speakThrough(connector);
            });
            tomcat.addEngineValves(new ClientOfProxy(url, proxies), new EarlyAnswers(url), new BodyGate(Limits.USUAL));
            tomcat.addContextCustomizers(Listening::silence);
        };
    }

    /// Tomcat's own error pages name it and quote the request.
    private static void silence(Context context) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass("");
        for (Valve valve : host.getPipeline().getValves()) {
            if (valve instanceof ErrorReportValve) {
                host.getPipeline().removeValve(valve);
            }
        }
    }

    @Bean
    FilterRegistrationBean<BelowPath> belowPath(MusterUrl url) {
        var filter = new FilterRegistrationBean<>(new BelowPath(url.path()));
        filter.setEnabled(!url.path().isEmpty());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return filter;
    }

    /// Once per start; what it says stays true until the next.
    @EventListener(ApplicationReadyEvent.class)
    void warnOfEavesdroppers() {
        if (!address.isLoopbackAddress()
                && !settings.speaksTls()
                && settings.trustedProxies().isBlank()) {
            log.warn(
                    "Passwords and sessions travel unencrypted: Muster listens on {} without TLS and names no proxy."
                            + " Give --tls-cert and --tls-key, or put a proxy that speaks https in front and name it in"
                            + " MUSTER_TRUSTED_PROXIES.",
                    address.getHostAddress());
        }
    }
}
