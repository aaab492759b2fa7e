package dev.muster.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the database, then the pool; closes them in the opposite order. The [DataFolder] is a bean that whoever
/// starts the application brings along, opened before.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    Database database(DatabaseSettings settings, DataFolder data) {
        return Database.open(settings, data);
    }

    @Bean
    DatabaseWatch databaseWatch(Database database) {
        return database.watch();
    }

    @Bean
    OutageLog outageLog(DatabaseWatch watch) {
        return OutageLog.of(watch);
    }

    @Bean
    HikariDataSource dataSource(Database database, DatabaseWatch watch) {
        return database.pool(watch);
    }
}
