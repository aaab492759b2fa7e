package dev.muster.download;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.muster.database.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that db-scheduler keeps in PostgreSQL: one instance per file, picked by one server at a time, from the
/// moment somebody asks for it until its week is over. A server that dies stops its heartbeat, and another writes the
/// file again.
@Configuration(proxyBeanMethods = false)
class DownloadTask {
    static final String NAME = "download";
    /// The database was away, or the server is told to stop.
    private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(10);

    @Bean
    CustomTask<Void> writeDownload(DownloadWriter writer, Clock clock) {
        return Tasks.custom(TaskDescriptor.of(NAME, Void.class))
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_BREAKDOWN)))
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/");
                    Optional<Instant> again =
                            writer.work(new TenantId(UUID.fromString(ids[0])), UUID.fromString(ids[1]));
                    return (complete, operations) ->
                            again.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                });
    }
}
