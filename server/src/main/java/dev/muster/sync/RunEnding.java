package dev.muster.sync;

import dev.muster.connector.Collected;
import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedCertificate;
import dev.muster.host.Reading;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.integration.IntegrationStates;
import dev.muster.integration.IntegrationStatus;
import dev.muster.ledger.Comparison;
import dev.muster.ledger.Publication;
import dev.muster.ledger.Published;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedRun;
import dev.muster.sync.SyncRun.Changes;
import dev.muster.sync.SyncRun.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decides what becomes of a run, in one transaction: published, held, failed or cancelled, with run, status
/// and access data changed together or not at all.
@Component
class RunEnding {
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final FeedStore feeds;
    private final RunProofs proofs;
    private final UnreadParts unread;
    private final RunMemories memories;
    private final HoldGuard guard;
    private final StagedRun staged;
    private final Publication publication;
    private final Certificates certificates;
    private final IntegrationStates states;
    private final Clock clock;

    RunEnding(
            TenantTransactions transactions,
            RunStore runs,
            FeedStore feeds,
            RunProofs proofs,
            UnreadParts unread,
            RunMemories memories,
            HoldGuard guard,
            StagedRun staged,
            Publication publication,
            Certificates certificates,
            IntegrationStates states,
            Clock clock) {
        this.transactions = transactions;
        this.runs = runs;
        this.feeds = feeds;
        this.proofs = proofs;
        this.unread = unread;
        this.memories = memories;
        this.guard = guard;
        this.staged = staged;
        this.publication = publication;
        this.certificates = certificates;
        this.states = states;
        this.clock = clock;
    }

    /// Ends a run whose connector has read what it could.
    ///
    /// @param collected what the connector says it read with, and what it wants to know again
    void finish(ActiveRun run, Reading reading, Collected collected) {
        if (RunProofs.isLarge(reading.certificates().stream())) {
            transactions.write(run.key().tenant(), staged::collectStatistics);
        }
        settle(run, reading, collected)
                .ifPresent(written ->
                        transactions.write(run.key().tenant(), () -> publication.collectStatistics(written)));
    }

    /// What was published; none unless facts were opened.
    private Optional<Publication.Written> settle(ActiveRun run, Reading reading, Collected collected) {
        Credential credential = collected.credential();
        return transactions.write(run.key().tenant(), () -> {
            IntegrationStatus status = lock(run);
            RunVerdict verdict =
                    RunVerdict.of(run.application(), reading.certificates(), feeds.causesBefore(run.key()));
            if (credential != null) {
                runs.seen(run.key(), credential);
            }
            Comparison comparison = proofs.settle(run, reading.tallies(), verdict);
            if (!staged.hasAccounts(run.key())) {
                fail(run, status, verdict);
                return Optional.empty();
            }
            unread.write(run.key(), reading.tallies(), verdict.closing());
            memories.remember(run.key(), collected.memory());
            Optional<RunReason.Held> objection =
                    guard.objection(run, comparison, reading.certificates(), verdict, credential);
            if (objection.isPresent()) {
                hold(run, status, objection.get());
                return Optional.empty();
            }
            replaceHeld(run, status);
            Published published = publish(comparison, run.application(), verdict.settled(reading.certificates()));
            certificates.record(run.key(), run.integration().name());
            return published.opened() > 0
                    ? Optional.of(Publication.Written.of(comparison, published))
                    : Optional.empty();
        });
    }

    /// Ends a run that Muster itself could not finish; what was published before stays. What the connector
    /// relied on is forgotten when it did not stand the test.
    void fail(ActiveRun run, Throwable cause) {
        transactions.write(run.key().tenant(), () -> {
            IntegrationStatus status = lock(run);
            if (cause instanceof RunProofs.RowsMissing missing && missing.reliedOnMemory()) {
                memories.forget(run.key());
            }
            fail(run.key(), status, Breakdown.of(cause));
        });
    }

    /// Ends a run that somebody stopped; nothing is published and the status stays what it was.
    void cancel(ActiveRun run, RunReason reason) {
        transactions.write(run.key().tenant(), () -> {
            end(run, reason);
            if (run.first()) {
                states.needsAttention(run.key().integration(), reason);
            }
        });
    }

    /// Ends a run whose server is told to stop. It is read again without anybody's doing, so the status says
    /// nothing of it.
    void stop(ActiveRun run) {
        transactions.write(run.key().tenant(), () -> end(run, new RunReason.ServerStopped()));
    }

    private void end(ActiveRun run, RunReason reason) {
        lock(run);
        staged.discard(run.key());
        runs.end(run.key(), Outcome.CANCELLED, reason, clock.instant());
        states.stopped(run.key().integration(), run.key().run());
    }

    /// Publishes a held run as it was read. The caller holds the integration's lock.
    ///
    /// @param name of the integration
    Published release(RunKey run, String name, Description application, List<FeedCertificate> read) {
        RunVerdict verdict = RunVerdict.of(application, read, feeds.causesBefore(run));
        Published published = publish(publication.compare(run), application, verdict);
        certificates.record(run, name);
        return published;
    }

    private Published publish(Comparison comparison, Description application, RunVerdict verdict) {
        RunKey run = comparison.run();
        Published published = publication.publish(comparison, application, verdict.closing(), clock);
        memories.forgetOthers(run);
        unread.forget(run);
        runs.published(
                run, published.revision(), new Changes(published.added(), published.removed(), published.changed()));
        feeds.read(run, verdict.closing(), clock.instant());
        states.published(run.integration(), published.revision(), clock.instant(), published.counts());
        conclude(run, verdict);
        staged.discard(run);
        states.stopped(run.integration(), run.run());
        return published;
    }

    private void conclude(RunKey run, RunVerdict verdict) {
        if (verdict.problem().isPresent()) {
            conclude(run, verdict.problem().get());
        } else if (verdict.isWhole()) {
            runs.end(run, Outcome.COMPLETE, new RunReason.None(), clock.instant());
            states.complete(run.integration(), clock.instant(), verdict.exceptions());
        } else {
            runs.settle(run);
            runs.end(run, Outcome.PARTIAL, new RunReason.AllBut(verdict.exceptions()), clock.instant());
            states.settled(run.integration(), run.run(), clock.instant(), verdict.exceptions());
        }
    }

    private void conclude(RunKey run, RunReason.FeedLacking problem) {
        runs.end(run, Outcome.PARTIAL, problem, clock.instant());
        if (problem.lacksParts()) {
            states.lacksParts(run.integration(), run.run(), problem, unread.oldest(run));
        } else {
            states.needsAttention(run.integration(), problem);
        }
    }

    private void fail(ActiveRun run, IntegrationStatus status, RunVerdict verdict) {
        RunReason nothing = new RunReason.NoAccounts(run.application().name());
        fail(
                run.key(),
                status,
                verdict.problem()
                        .<RunReason>map(first -> new RunReason.NothingRead(first.why()))
                        .orElse(nothing));
    }

    /// A held run stays to be decided: one that failed saw nothing that could replace it.
    private void fail(RunKey run, IntegrationStatus status, RunReason reason) {
        staged.discard(run);
        runs.end(run, Outcome.FAILED, reason, clock.instant());
        Integer held = status.heldRun();
        if (held == null) {
            states.needsAttention(run.integration(), reason);
        } else {
            RunReason objection = runs.reason(new RunKey(run.integration(), held));
            states.onHold(run.integration(), held, new RunReason.FailedSince(objection, run.run(), reason));
        }
        states.stopped(run.integration(), run.run());
    }

    private void hold(ActiveRun run, IntegrationStatus status, RunReason reason) {
        replaceHeld(run, status);
        runs.end(run.key(), Outcome.HELD, reason, clock.instant());
        states.onHold(run.key().integration(), run.key().run(), reason);
        states.stopped(run.key().integration(), run.key().run());
    }

    /// A newer run that read everything has seen what the held one saw, and more.
    private void replaceHeld(ActiveRun run, IntegrationStatus status) {
        if (status.heldRun() != null) {
            var held = new RunKey(run.key().integration(), status.heldRun());
            staged.discard(held);
            runs.end(held, Outcome.CANCELLED, new RunReason.Replaced(run.key().run()), clock.instant());
        }
    }

    private IntegrationStatus lock(ActiveRun run) {
        IntegrationStatus status = states.lock(run.key().integration()).orElseThrow(() -> new RunLost(run));
        runs.requireMine(run);
        return status;
    }
}
