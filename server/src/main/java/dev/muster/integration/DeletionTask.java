package dev.muster.integration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.muster.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Removes once an hour, on one server of all, what was deleted long enough ago.
@Configuration(proxyBeanMethods = false)
class DeletionTask {
    private static final int HOURS_BETWEEN_LOOKS = 1;

    @Bean
    RecurringTask<Void> removeDeletedIntegrations(Tenants tenants, DeletedIntegrations deleted) {
        return Tasks.recurring("remove-deleted-integrations", FixedDelay.ofHours(HOURS_BETWEEN_LOOKS))
                .execute((instance, context) -> removeAll(tenants, deleted));
    }

    /// What fails for one tenant keeps no other from its turn.
    private static void removeAll(Tenants tenants, DeletedIntegrations deleted) {
        @Nullable RuntimeException failed = null;
        for (var tenant : tenants.ids()) {
            try {
                if (!tenants.isSuspended(tenant)) {
                    deleted.removeOld(tenant);
                }
            } catch (RuntimeException fault) {
                if (failed == null) {
                    failed = fault;
                } else {
                    failed.addSuppressed(fault);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
