package dev.muster.secret;

import dev.muster.database.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Opens the master key when the server starts.
@Configuration(proxyBeanMethods = false)
class SealSetup {

    /// @param keyFile place of the master key when several servers share it; empty for the data folder
    @Bean
    MasterKeys masterKeys(
            DataFolder data, @Value("${muster.master-key-file:}") String keyFile, JdbcClient db, Clock clock) {
        Path path = keyFile.isBlank() ? data.secrets().resolve("master-key.json") : Path.of(keyFile);
        var file = new KeyFile(path.toAbsolutePath());
        return new MasterKeys(file, new MasterKey(file, db, clock).open());
    }

    @Bean
    Seal seal(MasterKeys keys) {
        return new Seal(keys);
    }

    @Bean
    SigningKey signingKey(MasterKeys keys) {
        return new SigningKey(keys::all);
    }
}
