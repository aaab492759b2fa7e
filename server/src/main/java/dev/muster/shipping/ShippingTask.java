package dev.muster.shipping;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that db-scheduler keeps in PostgreSQL, so that one server at a time looks after the sink. There is none
/// where no sink is named.
@Configuration(proxyBeanMethods = false)
class ShippingTask {
    private static final int SECONDS_BETWEEN = 10;

    /// No condition decides whether there is one: the build would settle that, before any operator names a sink.
    @Bean
    @Nullable
    RecurringTask<Void> shipAuditRecord(@Value("${muster.audit.sink:}") String setting, Shipping shipping) {
        return Sink.of(setting)
                .map(sink -> Tasks.recurring("ship-audit-record", FixedDelay.ofSeconds(SECONDS_BETWEEN))
                        .execute((instance, context) -> shipping.ship(sink)))
                .orElse(null);
    }
}
