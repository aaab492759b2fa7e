package dev.muster.sync;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that db-scheduler keeps in PostgreSQL: one instance per integration, picked by one server at a time. A
/// server that dies stops its heartbeat, and another picks its instance up.
@Configuration(proxyBeanMethods = false)
class SyncTask {
    static final String NAME = "sync";
    private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(30);

    /// The instance of one integration.
    static TaskInstanceId instance(IntegrationKey integration) {
        return TaskInstanceId.of(
                NAME, integration.tenant().value() + "/" + integration.id().value());
    }

    @Bean
    CustomTask<Void> dailySync(SyncRunner runner, SyncPlan plan, SyncRequests requests, Clock clock) {
        return Tasks.custom(TaskDescriptor.of(NAME, Void.class))
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> operations.reschedule(complete, again(complete, clock)))
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/");
                    var integration = new IntegrationKey(
                            new TenantId(UUID.fromString(ids[0])), new IntegrationId(UUID.fromString(ids[1])));
                    run(runner, integration);
                    return planNext(plan, requests, integration);
                });
    }

    private static void run(SyncRunner runner, IntegrationKey integration) {
        try {
            runner.run(integration);
        } catch (InterruptedException stopping) {
            throw new ServerStops(stopping);
        }
    }

    private static Instant again(ExecutionComplete broken, Clock clock) {
        boolean stopped =
                broken.getCause().filter(ServerStops.class::isInstance).isPresent();
        return stopped ? clock.instant() : clock.instant().plus(AFTER_A_BREAKDOWN);
    }

    /// Looks twice: what somebody decides while the instance ends cannot move it, and would be forgotten.
    private static CompletionHandler<Void> planNext(SyncPlan plan, SyncRequests requests, IntegrationKey integration) {
        return (complete, operations) -> {
            Optional<Instant> next = plan.next(integration);
            next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
            requests.catchUp(integration, next);
        };
    }

    /// This server was told to stop. The thread stays uninterrupted, because the instance still has to be given
    /// back.
    private static final class ServerStops extends RuntimeException {
        ServerStops(InterruptedException cause) {
            super("This server stops; another one or its next start reads again", cause);
        }
    }
}
