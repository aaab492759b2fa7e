package dev.muster.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database, which [EarlyDatabase] has begun to open, then the pool; closed in the opposite order. The [DataFolder]
/// is a bean that whoever starts the application brings along, opened before.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(OpeningDatabase opening) {
        return opening.take();
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
