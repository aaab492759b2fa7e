package dev.muster.sync;

import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationStates;
import dev.muster.sync.FeedCertificate.State;
import java.util.Collection;
import java.util.Optional;

/// Reports how far a run is, so that pages on any node show it.
final class RunProgress {
    private final ActiveRun run;
    private final RunReading reading;
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final IntegrationStates states;

    RunProgress(
            ActiveRun run,
            RunReading reading,
            TenantTransactions transactions,
            RunStore runs,
            IntegrationStates states) {
        this.run = run;
        this.reading = reading;
        this.transactions = transactions;
        this.runs = runs;
        this.states = states;
    }

    /// Writes the counts of now and says who asked the run to stop, if anybody did.
    ///
    /// @throws RunLost when the run is no longer this server's
    Optional<String> report() {
        return transactions.write(run.key().tenant(), () -> {
            if (states.lock(run.key().tenant(), run.key().integration()).isEmpty()) {
                throw new RunLost(run);
            }
            runs.requireMine(run);
            reading.tallies().forEach(feed -> runs.progress(run.key(), feed.snapshot()));
            states.progress(
                    run.key().tenant(), run.key().integration(), run.key().run(), sentence(), percent());
            return runs.cancelledBy(run.key());
        });
    }

    private int percent() {
        Collection<FeedTally> feeds = reading.tallies();
        double read = feeds.stream().mapToDouble(FeedTally::share).sum();
        return (int) Math.min(99, 100 * read / feeds.size());
    }

    private String sentence() {
        if (!run.first()) {
            return "";
        }
        return reading.tallies().stream()
                .filter(feed -> feed.snapshot().state() == State.READING)
                .map(FeedTally::sentence)
                .findFirst()
                .map(counted -> "First sync: " + counted)
                .orElse("");
    }
}
