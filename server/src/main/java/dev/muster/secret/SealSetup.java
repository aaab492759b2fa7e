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

    /// As [MasterKeyPlace#of] has it.
    @Bean
    MasterKeys masterKeys(
            DataFolder data,
            @Value("${muster.master-key:}") String given,
            @Value("${muster.master-key-file:}") String named,
            @Value("${CREDENTIALS_DIRECTORY:}") String credentials,
            JdbcClient db,
            Clock clock) {
        Path inFolder = data.secrets().resolve("master-key.json");
        MasterKeyPlace place = MasterKeyPlace.of(inFolder, given, named, credentials);
        return new MasterKeys(place, new MasterKey(place, db, clock).open());
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
