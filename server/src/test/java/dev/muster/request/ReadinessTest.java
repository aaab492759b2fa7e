package dev.muster.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.DatabaseWatch;
import dev.muster.database.MusterTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// What a balancer is told from the first moment of a server to its last; [OutageTest] has what comes between.
@MusterTest
@Tag("database")
class ReadinessTest {
    @Autowired
    private DatabaseWatch database;

    @Test
    void a_server_is_ready_neither_before_it_has_started_nor_once_it_is_told_to_stop() {
        HealthAnswers health;
        try (var server = new AnnotationConfigApplicationContext()) {
            server.registerBean(DatabaseWatch.class, () -> database, bean -> bean.setDestroyMethodName(""));
            server.register(Readiness.class, HealthAnswers.class);
            server.refresh();
            health = server.getBean(HealthAnswers.class);

            assertThat(health.at("/health/ready")).hasValue(new HealthAnswers.Answer(503, "starting"));
            server.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], server, Duration.ZERO));
            assertThat(health.at("/health/ready")).hasValue(new HealthAnswers.Answer(200, "ready"));
        }
        assertThat(health.at("/health/ready")).hasValue(new HealthAnswers.Answer(503, "stopping"));
        assertThat(health.at("/health/live")).hasValue(new HealthAnswers.Answer(200, "live"));
    }
}
