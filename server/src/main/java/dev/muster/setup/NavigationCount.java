package dev.muster.setup;

import dev.muster.database.TenantId;
import dev.muster.integration.WaitingIntegrations;
import dev.muster.web.AttentionCount;
import org.springframework.stereotype.Component;

/// The number beside Integrations in the navigation: those that wait for somebody.
@Component
class NavigationCount implements AttentionCount {
    private final WaitingIntegrations waiting;

    NavigationCount(WaitingIntegrations waiting) {
        this.waiting = waiting;
    }

    @Override
    public int of(TenantId tenant) {
        return waiting.of(tenant);
    }
}
