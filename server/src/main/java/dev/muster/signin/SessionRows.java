package dev.muster.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/// How sessions are written: requests of one session that come in the same moment may each be the first to write an
/// attribute, and the later one wins instead of failing.
@Configuration(proxyBeanMethods = false)
class SessionRows {

    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer attributesMayBeThereAlready() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
