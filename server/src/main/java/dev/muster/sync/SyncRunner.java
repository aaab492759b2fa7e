package dev.muster.sync;

import dev.muster.connector.Collected;
import dev.muster.connector.Connector;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.host.Reading;
import dev.muster.host.RunReason;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationStates;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.ledger.KeptRows;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedRun;
import dev.muster.ledger.Staging;
import dev.muster.request.LogContext;
import dev.muster.sync.RunStore.OpenRun;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Runs one sync from its first request to its ending. The connector reads on a thread of its own; this one
/// reports progress once a second and stops the reading when somebody asks for it.
@Component
class SyncRunner {
    private static final Logger log = LoggerFactory.getLogger(SyncRunner.class);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Configurations configurations;
    private final Catalogue catalogue;
    private final IntegrationStates states;
    private final RunStore runs;
    private final FeedStore feeds;
    private final RunMemories memories;
    private final Staging staging;
    private final KeptRows kept;
    private final StagedRun staged;
    private final RunEnding ending;
    private final Tenants tenants;
    private final Clock clock;

    SyncRunner(
            TenantTransactions transactions,
            Integrations integrations,
            Configurations configurations,
            Catalogue catalogue,
            IntegrationStates states,
            RunStore runs,
            FeedStore feeds,
            RunMemories memories,
            Staging staging,
            KeptRows kept,
            StagedRun staged,
            RunEnding ending,
            Tenants tenants,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.states = states;
        this.runs = runs;
        this.feeds = feeds;
        this.memories = memories;
        this.staging = staging;
        this.kept = kept;
        this.staged = staged;
        this.ending = ending;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// Reads everything and ends the run. Does nothing for an integration that is gone, paused or not
    /// configured, or of a tenant that is suspended.
    ///
    /// @throws InterruptedException when this server stops; the run is ended as cancelled
    void run(IntegrationKey integration) throws InterruptedException {
        Optional<ActiveRun> begun = transactions.write(integration.tenant(), () -> begin(integration));
        if (begun.isPresent()) {
            logAbout(begun.get());
            try {
                readAndEnd(begun.get());
            } finally {
                LogContext.clear();
            }
        }
    }

    private static void logAbout(ActiveRun run) {
        LogContext.tenant(run.key().tenant().value());
        LogContext.run(run.key().integration().id().value(), run.key().run());
    }

    private Optional<ActiveRun> begin(IntegrationKey key) {
        Optional<IntegrationStatus> status = states.lock(key);
        if (status.isEmpty() || status.get().pausedAt() != null || tenants.isSuspended(key.tenant())) {
            return Optional.empty();
        }
        Integration integration = integrations.get(key.tenant(), key.id()).integration();
        if (!integration.isConfigured()) {
            return Optional.empty();
        }
        int number = runs.nextNumber(key);
        Optional<OpenRun> abandoned = runs.open(key);
        abandoned.ifPresent(left -> takeOver(left.key(), number));
        var run = new ActiveRun(
                new RunKey(key, number),
                integration,
                catalogue.describe(integration),
                clock.instant(),
                memories.current(key.tenant(), integration, catalogue.describe(integration)),
                status.get().revision());
        runs.insert(
                run,
                states.requestedBy(key)
                        .or(() -> abandoned.map(OpenRun::startedBy))
                        .orElse("daily schedule"));
        states.running(key, number);
        if (!integration.isBrought()) {
            states.plan(key, DailySchedule.next(integration, run.startedAt()));
        }
        return Optional.of(run);
    }

    /// One run at a time is executed, so a run that is still open belongs to a server that died or could not
    /// end it.
    private void takeOver(RunKey abandoned, int by) {
        log.warn(
                "Run {} of integration {} was left by a server that stopped; run {} reads again",
                abandoned.run(),
                abandoned.integration().id().value(),
                by);
        staged.discard(abandoned);
        runs.end(abandoned, Outcome.FAILED, new RunReason.LeftBehind(by), clock.instant());
    }

    private void readAndEnd(ActiveRun run) throws InterruptedException {
        var sink = new StagingSink(run, transactions, runs, staging, kept);
        var reading = new Reading(run.application(), run.memory(), sink, clock);
        try (ExecutorService thread = Executors.newSingleThreadExecutor(reader(run))) {
            Future<Collected> collecting = thread.submit(() -> collect(run, reading, sink));
            try {
                Collected collected = await(run, reading, collecting);
                ending.finish(run, reading, collected);
            } catch (CancelledByPerson asked) {
                ending.cancel(run, new RunReason.StoppedBy(Objects.requireNonNull(asked.getMessage()), run.first()));
            } catch (InterruptedException stopping) {
                endStopped(run, stopping);
            } catch (ExecutionException broken) {
                endBroken(run, Objects.requireNonNullElse(broken.getCause(), broken));
            } catch (RuntimeException broken) {
                endBroken(run, broken);
            } finally {
                collecting.cancel(true);
            }
        } catch (RunLost lost) {
            log.warn(lost.getMessage());
        }
    }

    private static ThreadFactory reader(ActiveRun run) {
        return Thread.ofPlatform()
                .daemon()
                .name("sync-%s-%d"
                        .formatted(
                                run.key().integration().id().value(), run.key().run()))
                .factory();
    }

    private Collected collect(ActiveRun run, Reading reading, StagingSink sink) throws InterruptedException {
        logAbout(run);
        Connector connector = catalogue.connector(run.key().integration(), run.integration());
        Collected collected =
                reading.read(connector, configurations.open(run.key().tenant(), run.integration()));
        sink.flush();
        return collected;
    }

    private Collected await(ActiveRun run, Reading reading, Future<Collected> collecting)
            throws InterruptedException, ExecutionException, CancelledByPerson {
        var progress = new RunProgress(run, reading, transactions, runs, feeds, states);
        while (true) {
            try {
                return collecting.get(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillReading) {
                refuseSuspended(run.key().tenant());
                Optional<String> cancelledBy = progress.report();
                if (cancelledBy.isPresent()) {
                    throw new CancelledByPerson(cancelledBy.get());
                }
            }
        }
    }

    private void refuseSuspended(TenantId tenant) throws CancelledByPerson {
        if (tenants.isSuspended(tenant)) {
            throw new CancelledByPerson("the operator, who suspended the tenant");
        }
    }

    private void endStopped(ActiveRun run, InterruptedException stopping) throws InterruptedException {
        ending.stop(run);
        throw stopping;
    }

    /// An interruption may show itself as a connection that breaks.
    private void endBroken(ActiveRun run, Throwable cause) throws InterruptedException {
        if (Thread.interrupted()) {
            endStopped(run, new InterruptedException(String.valueOf(cause.getMessage())));
        }
        if (cause instanceof RunLost lost) {
            throw lost;
        }
        log.error(
                "Run {} of integration {} broke",
                run.key().run(),
                run.key().integration().id().value(),
                cause);
        ending.fail(run, cause);
    }

    /// Somebody asked the run to stop. The message is their name.
    private static final class CancelledByPerson extends Exception {
        CancelledByPerson(String by) {
            super(by);
        }
    }
}
