package dev.muster.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.muster.database.TenantId;
import dev.muster.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Folds once a day, on one server of all and one tenant after the other, what tenants keep no longer.
@Configuration(proxyBeanMethods = false)
class FoldingTask {
    private static final int HOURS_BETWEEN = 24;

    @Bean
    RecurringTask<Void> foldOldRevisions(Tenants tenants, Folding folding) {
        return Tasks.recurring("fold-revisions", FixedDelay.ofHours(HOURS_BETWEEN))
                .execute((instance, context) -> foldAll(tenants, folding));
    }

    /// What fails for one tenant keeps no other from its turn.
    private static void foldAll(Tenants tenants, Folding folding) {
        RuntimeException failed = null;
        for (TenantId tenant : tenants.ids()) {
            try {
                if (!tenants.isSuspended(tenant)) {
                    folding.fold(tenant);
                }
            } catch (RuntimeException fault) {
                failed = first(failed, fault);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static RuntimeException first(@Nullable RuntimeException failed, RuntimeException fault) {
        if (failed == null) {
            return fault;
        }
        failed.addSuppressed(fault);
        return failed;
    }
}
