package dev.muster.shipping;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// The task that db-scheduler keeps in PostgreSQL, so that one server at a time looks after the sink. There is none
/// where no sink is named.
@Configuration(proxyBeanMethods = false)
@Conditional(ShippingTask.SinkIsNamed.class)
class ShippingTask {
    private static final String SETTING = "muster.audit.sink";
    private static final int SECONDS_BETWEEN = 10;

    static final class SinkIsNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
            return !context.getEnvironment().getProperty(SETTING, "").isBlank();
        }
    }

    @Bean
    RecurringTask<Void> shipAuditRecord(@Value("${" + SETTING + "}") String setting, Shipping shipping) {
        Sink sink = Sink.of(setting).orElseThrow();
        return Tasks.recurring("ship-audit-record", FixedDelay.ofSeconds(SECONDS_BETWEEN))
                .execute((instance, context) -> shipping.ship(sink));
    }
}
