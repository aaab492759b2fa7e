package dev.muster.demo;

import dev.muster.integration.IntegrationStatus.State;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;

/// Watches the demo's integrations until the first sync of each has ended, or for a minute: a large account takes
/// longer, and its progress is better watched on the page.
final class FirstSync {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Tenants tenants;
    private final Integrations integrations;

    FirstSync(ApplicationContext server) {
        this.tenants = server.getBean(Tenants.class);
        this.integrations = server.getBean(Integrations.class);
    }

    /// Where each stands then, by name; none when somebody deleted them.
    List<Current> outcome() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Current> standing = look();
        while (isReading(standing) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            standing = look();
        }
        return standing;
    }

    private static boolean isReading(List<Current> standing) {
        return standing.stream().anyMatch(now -> now.status().state() == State.FIRST_SYNC);
    }

    private List<Current> look() {
        return tenants.bySlug(Cast.ACME.slug())
                .map(acme -> integrations.of(acme.id()))
                .orElse(List.of());
    }
}
