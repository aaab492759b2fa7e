package dev.muster.token;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Looks once an hour, on one server of all, which tokens are about to end.
@Configuration(proxyBeanMethods = false)
class EndingTokensTask {
    private static final int HOURS_BETWEEN_LOOKS = 1;

    @Bean
    RecurringTask<Void> lookForEndingTokens(EndingTokens tokens) {
        return Tasks.recurring("ending-tokens", FixedDelay.ofHours(HOURS_BETWEEN_LOOKS))
                .execute((instance, context) -> tokens.tellOfAll());
    }
}
