package dev.muster.session;

import dev.muster.edge.SessionName;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Has every request work with [StoredSessions].
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionSetup {

    /// Error pages know the session too.
    @Bean
    FilterRegistrationBean<Filter> sessionFilterRegistration(SessionRepositoryFilter<?> filter) {
        var registration = new FilterRegistrationBean<Filter>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
        return registration;
    }

    /// The id is its own text, and no host gets it but this one.
    @Bean
    CookieSerializer sessionCookie(SessionName name) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name.value());
        cookie.setUseBase64Encoding(false);
        if (name.always()) {
            cookie.setUseSecureCookie(true);
        }
        return cookie;
    }
}
