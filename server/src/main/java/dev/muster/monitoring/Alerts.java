package dev.muster.monitoring;

import dev.muster.integration.IntegrationNeedsPeople;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Tells the log when an integration begins to need people.
@Component
class Alerts {
    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    @TransactionalEventListener(fallbackExecution = true)
    void tell(IntegrationNeedsPeople alert) {
        log.warn(
                "Integration {} of tenant {} needs people: {}",
                alert.integration().id().value(),
                alert.integration().tenant().value(),
                alert.reason().words());
    }
}
