package dev.muster.sync;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationStates;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.ledger.Published;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedRun;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// What people do about runs: ask for one, stop it, release or discard one that is held. Each is one transaction with
/// its audit entry.
@Service
public class Syncs {
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final IntegrationStates states;
    private final SyncRequests requests;
    private final RunStore runs;
    private final RunHistory history;
    private final RunEnding ending;
    private final StagedRun staged;
    private final AuditTrail audit;
    private final Catalogue catalogue;
    private final Clock clock;

    Syncs(
            TenantTransactions transactions,
            Integrations integrations,
            IntegrationStates states,
            SyncRequests requests,
            RunStore runs,
            RunHistory history,
            RunEnding ending,
            StagedRun staged,
            AuditTrail audit,
            Catalogue catalogue,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.states = states;
        this.requests = requests;
        this.runs = runs;
        this.history = history;
        this.ending = ending;
        this.staged = staged;
        this.audit = audit;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Asks for a run at once.
    ///
    /// @throws Conflict when one is reading already, or the integration is paused or not configured
    public void request(TenantAccess access, IntegrationId id) {
        decide(access, id, (key, integration, status) -> {
            if (integration.isBrought()) {
                throw new Conflict("%s reads the files that are uploaded, so nothing was started. Upload a new one."
                        .formatted(integration.name()));
            }
            request(access, key, integration, status);
        });
    }

    /// Asks for a run that reads what was brought a moment ago.
    ///
    /// @throws Conflict when one is reading already, or the integration is paused
    public void readBrought(TenantAccess access, IntegrationId id) {
        decide(access, id, (key, integration, status) -> request(access, key, integration, status));
    }

    private void request(TenantAccess access, IntegrationKey key, Integration integration, IntegrationStatus status) {
        if (!integration.isConfigured()) {
            throw new Conflict("%s is not configured, so nothing was started. Add a credential under Configure."
                    .formatted(integration.name()));
        }
        if (status.pausedAt() != null) {
            throw new Conflict("%s is paused, so nothing was started. Resume it first.".formatted(integration.name()));
        }
        if (status.runningRun() != null) {
            throw new Conflict("Run %d is reading already, so no other was started. Wait for its end or cancel it."
                    .formatted(status.runningRun()));
        }
        requests.request(key, access.userName());
        audit(access, "sync.requested", integration, Map.of());
    }

    /// Asks the run that reads now to stop. Nothing of it is published.
    ///
    /// @throws Conflict when none is reading
    public void cancel(TenantAccess access, IntegrationId id) {
        decide(access, id, (key, integration, status) -> {
            if (!runs.cancel(key, access.userName())) {
                throw new Conflict(
                        "No run of %s is reading now, so there was nothing to cancel.".formatted(integration.name()));
            }
            audit(access, "sync.cancelled", integration, Map.of());
        });
    }

    /// Publishes a held run as it was read.
    ///
    /// @throws Conflict when the run is not, or no longer, held
    public void release(TenantAccess access, IntegrationId id, int run) {
        decide(access, id, (key, integration, status) -> {
            requireHeld(status, run);
            var held = new RunKey(key, run);
            RunHistory.Certificate certificate = history.certificate(held);
            requireStaged(held, certificate);
            Published published =
                    ending.release(held, integration.name(), catalogue.describe(integration), certificate.feeds());
            audit(
                    access,
                    "sync.released",
                    integration,
                    Map.of(
                            "run",
                            String.valueOf(run),
                            "revision",
                            String.valueOf(published.revision()),
                            "reason",
                            certificate.run().reason()));
        });
    }

    /// Throws a held run away; the revision before it stays.
    ///
    /// @throws Conflict when the run is not, or no longer, held
    public void discard(TenantAccess access, IntegrationId id, int run) {
        decide(access, id, (key, integration, status) -> {
            requireHeld(status, run);
            var held = new RunKey(key, run);
            staged.discard(held);
            var discarded = new RunReason.Discarded(run, access.userName());
            runs.end(held, Outcome.CANCELLED, discarded, clock.instant());
            if (integration.isBrought()) {
                states.discarded(key);
            } else {
                states.needsAttention(key, discarded);
            }
            audit(access, "sync.discarded", integration, Map.of("run", String.valueOf(run)));
        });
    }

    private void decide(TenantAccess access, IntegrationId id, Decision decision) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Optional<IntegrationStatus> status = states.lock(key);
            Integration integration = integrations.get(access.id(), id).integration();
            integration.requireManagedBy(access);
            decision.take(key, integration, status.orElseThrow(() -> new NoSuchThing("This integration was deleted")));
        });
    }

    private static void requireHeld(IntegrationStatus status, int run) {
        if (!Objects.equals(status.heldRun(), run)) {
            throw new Conflict(
                    "Run %d does not wait for a decision any more: somebody decided, or a newer run replaced it."
                            .formatted(run));
        }
    }

    private void requireStaged(RunKey run, RunHistory.Certificate certificate) {
        Map<String, Long> found = staged.stored(run);
        for (FeedCertificate feed : certificate.feeds()) {
            if (found.getOrDefault(feed.feed(), 0L) != feed.stored()) {
                throw new Conflict(
                        "The rows of run %d are gone, because PostgreSQL was restarted after a crash, or a backup was restored. Nothing was published. Discard the run and sync again."
                                .formatted(run.run()));
            }
        }
    }

    private void audit(TenantAccess access, String action, Integration integration, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("integration", integration.id().value().toString());
        audit.record(access.id(), access.actor(), action, integration.name(), all);
    }

    @FunctionalInterface
    private interface Decision {
        void take(IntegrationKey key, Integration integration, IntegrationStatus status);
    }
}
