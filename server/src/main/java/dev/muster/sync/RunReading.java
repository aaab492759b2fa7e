package dev.muster.sync;

import dev.muster.access.KeptRows;
import dev.muster.access.StagedRecord;
import dev.muster.access.Staging;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Row;
import dev.muster.database.TenantTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;

/// Where a connector puts what it reads: counts every record and hands them to staging in batches, so that
/// memory does not grow with the account. It also holds the connector to the contract: feeds in order, each
/// opened and closed once.
final class RunReading implements FeedSink {
    /// Rows that are staged at once.
    private static final int BATCH = 2_000;

    private final ActiveRun run;
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final Staging staging;
    private final KeptRows keptRows;
    private final Clock clock;
    private final Map<String, FeedTally> tallies = new LinkedHashMap<>();
    private long ordinal;

    RunReading(
            ActiveRun run,
            TenantTransactions transactions,
            RunStore runs,
            Staging staging,
            KeptRows keptRows,
            Clock clock) {
        this.run = run;
        this.transactions = transactions;
        this.runs = runs;
        this.staging = staging;
        this.keptRows = keptRows;
        this.clock = clock;
        run.application().feeds().forEach(feed -> tallies.put(feed.id(), new FeedTally(feed)));
    }

    /// One for each feed, in the order they are read.
    SequencedCollection<FeedTally> tallies() {
        return List.copyOf(tallies.values());
    }

    /// What is counted so far, feed by feed.
    List<FeedCertificate> certificates() {
        return tallies.values().stream().map(FeedTally::snapshot).toList();
    }

    @Override
    public FeedWriter open(Feed feed) {
        FeedTally tally = tallies.get(feed.id());
        if (tally == null || tally.outcome().isPresent()) {
            throw new IllegalStateException("Connector %s opened feed %s, which it does not have or has closed"
                    .formatted(run.application().id(), feed.id()));
        }
        tally.opened(clock.instant());
        return new Writer(tally);
    }

    private final class Writer implements FeedWriter {
        private final FeedTally tally;
        private final List<StagedRecord> batch = new ArrayList<>();
        private final Set<Key> kept = new LinkedHashSet<>();
        private final Set<Key> unread = new LinkedHashSet<>();
        private int rowsInBatch;

        Writer(FeedTally tally) {
            this.tally = tally;
        }

        @Override
        public void requested() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException(
                        "Run %d was stopped".formatted(run.key().run()));
            }
            tally.requested();
        }

        @Override
        public void page() {
            tally.page();
        }

        @Override
        public void total(long records) {
            tally.total(records);
        }

        @Override
        public void part(long done, long of) {
            tally.part(done, of);
        }

        @Override
        public void record(String recordId, List<Row> rows) {
            tally.fetched();
            batch.add(new StagedRecord(tally.feed().id(), ++ordinal, recordId, rows));
            rowsInBatch += rows.size();
            if (rowsInBatch >= BATCH) {
                stage();
            }
        }

        @Override
        public void reject(String recordId, String reason) {
            tally.rejected(recordId, reason);
        }

        @Override
        public void keep(Key subject, long records) {
            if (!kept.add(subject)) {
                throw new IllegalStateException("Connector %s kept %s of feed %s twice"
                        .formatted(run.application().id(), subject, tally.feed().id()));
            }
            tally.kept(records);
        }

        @Override
        public void ended(Part part, PartEnd end) {
            tally.ended(part, end);
            if (end instanceof PartEnd.Unread) {
                unread.add(part.key());
            }
        }

        @Override
        public void remark(String subject, String what) {
            tally.remark(subject, what);
        }

        @Override
        public void disagree(Disagreement disagreement) {
            tally.disagree(disagreement);
        }

        @Override
        public void close(FeedOutcome outcome) {
            stage();
            switch (outcome) {
                case FeedOutcome.Complete() -> stageKept();
                case FeedOutcome.Partial partial -> {
                    stageKept();
                    stageUnread();
                }
                case FeedOutcome.Incomplete incomplete -> {}
                case FeedOutcome.NotAvailable notAvailable -> {}
                case FeedOutcome.SwitchedOff() -> {}
            }
            tally.closed(outcome, clock.instant());
        }

        private void stage() {
            if (batch.isEmpty()) {
                return;
            }
            transactions.write(run.key().tenant(), () -> {
                runs.requireMine(run);
                staging.write(run.key(), batch);
            });
            batch.clear();
            rowsInBatch = 0;
        }

        /// What is published of a part stays when the part cannot be read.
        private void stageUnread() {
            transactions.write(run.key().tenant(), () -> {
                runs.requireMine(run);
                tally.kept(keptRows.stageCurrent(run.key(), tally.feed().id(), unread));
            });
        }

        private void stageKept() {
            Integer revision = run.revision();
            if (kept.isEmpty() || revision == null) {
                return;
            }
            transactions.write(run.key().tenant(), () -> {
                runs.requireMine(run);
                keptRows.stage(run.key(), tally.feed().id(), revision, kept);
            });
        }
    }
}
