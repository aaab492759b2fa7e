package dev.muster.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the data folder, then the database in it, then the pool; closes them in the opposite order.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    DataFolder dataFolder(@Value("${muster.data}") Path folder) {
        return DataFolder.open(folder);
    }

    @Bean
    Database database(DatabaseSettings settings, DataFolder data) {
        return Database.open(settings, data);
    }

    @Bean
    HikariDataSource dataSource(Database database) {
        return database.pool();
    }
}
