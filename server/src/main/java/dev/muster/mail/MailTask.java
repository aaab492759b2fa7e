package dev.muster.mail;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.muster.database.TenantId;
import dev.muster.edge.MusterUrl;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that db-scheduler keeps in PostgreSQL: one instance per mail, picked by one server at a time, until the
/// mail is sent or given up.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailTask {
    static final String NAME = "mail";
    /// The database was away, or something broke that has nothing to do with the mail.
    private static final Duration AFTER_A_BREAKDOWN = Duration.ofMinutes(1);

    @Bean
    Smtp smtp(MailSettings settings, MusterUrl url) {
        return new Smtp(MailServer.of(settings, url.isSet()).orElse(null));
    }

    @Bean
    CustomTask<Void> sendMail(Delivery delivery, Clock clock) {
        return Tasks.custom(TaskDescriptor.of(NAME, Void.class))
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_BREAKDOWN)))
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/");
                    return next(
                            delivery.deliver(new TenantId(UUID.fromString(ids[0])), UUID.fromString(ids[1])), clock);
                });
    }

    private static CompletionHandler<Void> next(Optional<Duration> again, Clock clock) {
        return (complete, operations) -> again.ifPresentOrElse(
                pause -> operations.reschedule(complete, clock.instant().plus(pause)), operations::remove);
    }
}
