package dev.muster.audit;

import dev.muster.database.DataFolder;
import dev.muster.secret.SigningKey;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells the heads of audit records once a minute and when the server stops.
@Configuration(proxyBeanMethods = false)
class HeadReports {
    private static final Logger log = LoggerFactory.getLogger(HeadReports.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    @Bean
    Heads heads(DataFolder data) {
        return Heads.in(data.path());
    }

    /// Stops before the log does.
    @Bean
    AutoCloseable headReporter(Heads heads, SigningKey key) {
        log.info("The audit record is signed; public key: {}", key.publicKey());
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("audit-heads").factory());
        thread.scheduleWithFixedDelay(heads::tell, BETWEEN.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
        return () -> {
            thread.shutdownNow();
            heads.tell();
        };
    }
}
