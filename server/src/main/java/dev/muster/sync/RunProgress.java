package dev.muster.sync;

import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.FeedTally;
import dev.muster.host.Reading;
import dev.muster.integration.IntegrationStates;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Reports how far a run is, so that pages on any node show it.
final class RunProgress {
    private final ActiveRun run;
    private final Reading reading;
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final FeedStore feeds;
    private final IntegrationStates states;

    RunProgress(
            ActiveRun run,
            Reading reading,
            TenantTransactions transactions,
            RunStore runs,
            FeedStore feeds,
            IntegrationStates states) {
        this.run = run;
        this.reading = reading;
        this.transactions = transactions;
        this.runs = runs;
        this.feeds = feeds;
        this.states = states;
    }

    /// Writes the counts of now and says who asked the run to stop, if anybody did.
    ///
    /// @throws RunLost when the run is no longer this server's
    Optional<String> report() {
        return transactions.write(run.key().tenant(), () -> {
            if (states.lock(run.key().integration()).isEmpty()) {
                throw new RunLost(run);
            }
            runs.requireMine(run);
            feeds.progress(run.key(), reading.certificates());
            states.progress(run.key().integration(), run.key().run(), sentence(), percent());
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
                .filter(feed -> feed.certificate().state() == State.READING)
                .map(RunProgress::sentence)
                .findFirst()
                .map(counted -> "First sync: " + counted)
                .orElse("");
    }

    /// `1,200 of 2,000 users`, `1,830 members, 73 %`; `reading teams` before the first record.
    private static String sentence(FeedTally tally) {
        FeedCertificate read = tally.certificate();
        String noun = tally.feed().noun();
        String fetched = grouped(read.fetched());
        String counted = "%s %s".formatted(fetched, tally.feed().noun(read.fetched()));
        if (read.parts().of() != null) {
            return "%s, %d %%".formatted(counted, Math.round(100 * tally.share()));
        }
        if (read.total() != null) {
            return "%s of %s %s".formatted(fetched, grouped(read.total()), noun);
        }
        return read.fetched() == 0 ? "reading " + noun : counted;
    }

    private static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
