package dev.muster.integration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Notices once an hour, on one server of all, which files have grown older than promised.
@Configuration(proxyBeanMethods = false)
class LateFiles {
    private static final int HOURS_BETWEEN_LOOKS = 1;

    @Bean
    RecurringTask<Void> lookForLateFiles(
            Tenants tenants, TenantTransactions transactions, IntegrationStates states, Clock clock) {
        return Tasks.recurring("late-files", FixedDelay.ofHours(HOURS_BETWEEN_LOOKS))
                .execute((instance, context) -> {
                    for (TenantId tenant : tenants.ids()) {
                        transactions.write(tenant, () -> states.filesGrewLate(tenant, clock.instant()));
                    }
                });
    }
}
