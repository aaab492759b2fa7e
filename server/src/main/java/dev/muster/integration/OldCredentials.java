package dev.muster.integration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Notices once an hour, on one server of all, which credentials have grown too old.
@Configuration(proxyBeanMethods = false)
class OldCredentials {
    /// From then on a credential should be replaced.
    static final Duration OLD = Duration.ofDays(90);

    private static final int HOURS_BETWEEN_LOOKS = 1;

    @Bean
    RecurringTask<Void> lookForOldCredentials(
            Tenants tenants, TenantTransactions transactions, IntegrationStates states, Clock clock) {
        return Tasks.recurring("old-credentials", FixedDelay.ofHours(HOURS_BETWEEN_LOOKS))
                .execute((instance, context) -> {
                    for (TenantId tenant : tenants.ids()) {
                        transactions.write(
                                tenant,
                                () -> states.credentialsGrewOld(
                                        tenant, clock.instant().minus(OLD)));
                    }
                });
    }
}
