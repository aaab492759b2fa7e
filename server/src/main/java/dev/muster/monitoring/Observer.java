package dev.muster.monitoring;

import dev.muster.database.DatabaseWatch;
import dev.muster.database.TaskQueue;
import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.monitoring.Seen.SeenIntegration;
import dev.muster.shipping.Shipping;
import dev.muster.sync.LastRuns;
import dev.muster.sync.RunEnded;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Looks at what only the database knows, on a thread of its own, as long as somebody asks: it takes two statements for
/// each tenant. While the database is away, the newest look stands.
@Component
class Observer implements DisposableBean {
    /// A metric with more lines than that costs more than it tells.
    static final int MOST_LISTED = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Observer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /// Whoever has not asked for so long is no longer there.
    private static final Duration ASKS_WITHIN = Duration.ofMinutes(2);
    private static final Duration MAY_KEEP_WAITING = Duration.ofMillis(500);

    private final DatabaseWatch database;
    private final Tenants tenants;
    private final Integrations integrations;
    private final LastRuns runs;
    private final TaskQueue tasks;
    private final Shipping shipping;
    private final Clock clock;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("observer").daemon().unstarted(this::lookAgainAndAgain);
    private volatile Seen seen = Seen.NOTHING;
    private volatile long lastAsked = System.nanoTime() - ASKS_WITHIN.toNanos();
    private volatile boolean stopped;

    Observer(
            DatabaseWatch database,
            Tenants tenants,
            Integrations integrations,
            LastRuns runs,
            TaskQueue tasks,
            Shipping shipping,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.integrations = integrations;
        this.runs = runs;
        this.tasks = tasks;
        this.shipping = shipping;
        this.clock = clock;
    }

    /// What the newest look found. Whoever is the first to ask for a long time waits for a new one, half a second at
    /// most; nobody else waits.
    Seen seen() {
        boolean unasked = !isAsked();
        lastAsked = System.nanoTime();
        if (unasked) {
            waitForALook();
        }
        return seen;
    }

    private boolean isAsked() {
        return System.nanoTime() - lastAsked < ASKS_WITHIN.toNanos();
    }

    private synchronized void waitForALook() {
        Seen former = seen;
        long deadline = System.nanoTime() + MAY_KEEP_WAITING.toNanos();
        wanted.release();
        try {
            for (long left = MAY_KEEP_WAITING.toMillis(); seen == former && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        thread.start();
    }

    /// What a run changed is soon to be seen.
    @TransactionalEventListener(fallbackExecution = true)
    void lookSoon(RunEnded run) {
        if (isAsked()) {
            wanted.release();
        }
    }

    @Override
    public void destroy() {
        stopped = true;
        thread.interrupt();
    }

    private void lookAgainAndAgain() {
        try {
            while (!stopped) {
                if (!database.isAway()) {
                    lookOnce();
                }
                waitUntilWanted();
            }
        } catch (InterruptedException end) {
            log.debug("Nobody watches any more", end);
        }
    }

    private void waitUntilWanted() throws InterruptedException {
        if (isAsked()) {
            Thread.sleep(SHORTEST_PAUSE);
            wanted.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            wanted.acquire();
        }
        wanted.drainPermits();
    }

    /// Whatever goes wrong is tried again; the age of the look is a metric too.
    private void lookOnce() {
        try {
            tell(look());
        } catch (RuntimeException broken) {
            if (!stopped) {
                log.warn("Metrics of integrations could not be read and stay as they are", broken);
            }
        }
    }

    private synchronized void tell(Seen found) {
        seen = found;
        notifyAll();
    }

    private Seen look() {
        List<SeenIntegration> found = new ArrayList<>();
        int notListed = 0;
        for (TenantId tenant : tenants.ids()) {
            List<Current> current = integrations.of(tenant);
            int room = Math.min(current.size(), MOST_LISTED - found.size());
            notListed += current.size() - room;
            found.addAll(seen(tenant, current.subList(0, room)));
        }
        return new Seen(
                clock.instant(),
                found,
                notListed,
                tasks.waiting(),
                shipping.state().orElse(null));
    }

    private List<SeenIntegration> seen(TenantId tenant, List<Current> current) {
        Map<IntegrationId, Outcome> outcomes = runs.newest(
                tenant, current.stream().map(one -> one.integration().id()).toList());
        return current.stream()
                .map(one -> new SeenIntegration(
                        tenant.value(),
                        one.integration().id().value(),
                        one.status().state().name().toLowerCase(Locale.ROOT),
                        one.status().revision(),
                        one.status().dataFrom(),
                        Optional.ofNullable(outcomes.get(one.integration().id()))
                                .map(Outcome::word)
                                .orElse(null),
                        one.status().needsAction()))
                .toList();
    }
}
