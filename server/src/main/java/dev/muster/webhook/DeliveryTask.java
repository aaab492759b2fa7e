package dev.muster.webhook;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.muster.database.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that db-scheduler keeps in PostgreSQL: one instance per call, picked by one server at a time, until the
/// call is taken or given up.
@Configuration(proxyBeanMethods = false)
class DeliveryTask {
    private static final String NAME = "webhook";
    /// The database was away, or something broke that has nothing to do with the call.
    private static final Duration AFTER_A_BREAKDOWN = Duration.ofMinutes(1);

    static TaskInstance<Void> instance(TenantId tenant, UUID delivery) {
        return new TaskInstance<>(NAME, tenant.value() + "/" + delivery);
    }

    @Bean
    CustomTask<Void> callWebhook(Attempt attempt, Clock clock) {
        return Tasks.custom(TaskDescriptor.of(NAME, Void.class))
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_BREAKDOWN)))
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/");
                    return next(attempted(attempt, ids), clock);
                });
    }

    private static Optional<Duration> attempted(Attempt attempt, String[] ids) {
        try {
            return attempt.make(new TenantId(UUID.fromString(ids[0])), UUID.fromString(ids[1]));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(AFTER_A_BREAKDOWN);
        }
    }

    private static CompletionHandler<Void> next(Optional<Duration> again, Clock clock) {
        return (complete, operations) -> again.ifPresentOrElse(
                pause -> operations.reschedule(complete, clock.instant().plus(pause)), operations::remove);
    }
}
