package dev.muster.sync;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedTally;
import dev.muster.host.RowSink;
import dev.muster.ledger.KeptRows;
import dev.muster.ledger.StagedRecord;
import dev.muster.ledger.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Hands the rows of a run to staging in batches, so that memory does not grow with the account. A batch holds rows of
/// several feeds: most feeds of a small account have a handful, and each batch costs the database a commit.
final class StagingSink implements RowSink {
    /// Rows that are staged at once.
    private static final int BATCH = 2_000;

    private final ActiveRun run;
    private final TenantTransactions transactions;
    private final RunStore runs;
    private final Staging staging;
    private final KeptRows keptRows;
    private final List<StagedRecord> batch = new ArrayList<>();
    private int rowsInBatch;
    private long ordinal;

    StagingSink(ActiveRun run, TenantTransactions transactions, RunStore runs, Staging staging, KeptRows keptRows) {
        this.run = run;
        this.transactions = transactions;
        this.runs = runs;
        this.staging = staging;
        this.keptRows = keptRows;
    }

    @Override
    public FeedRows open(Feed feed, FeedTally tally) {
        return new Rows(tally);
    }

    /// Stages what waits for its batch to be full. Nothing more comes.
    void flush() {
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

    private final class Rows implements FeedRows {
        private final FeedTally tally;

        Rows(FeedTally tally) {
            this.tally = tally;
        }

        @Override
        public void record(String recordId, List<Row> rows) {
            batch.add(new StagedRecord(tally.feed().id(), ++ordinal, recordId, rows));
            rowsInBatch += rows.size();
            if (rowsInBatch >= BATCH) {
                flush();
            }
        }

        @Override
        public void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) {
            switch (outcome) {
                case FeedOutcome.Complete() -> stageKept(kept);
                case FeedOutcome.Partial partial -> {
                    stageKept(kept);
                    stageUnread(unread);
                }
                case FeedOutcome.Incomplete incomplete -> {}
                case FeedOutcome.NotAvailable notAvailable -> {}
                case FeedOutcome.SwitchedOff() -> {}
            }
        }

        /// What is published of a part stays when the part cannot be read.
        private void stageUnread(Set<Key> unread) {
            transactions.write(run.key().tenant(), () -> {
                runs.requireMine(run);
                keptRows.stageCurrent(run.key(), tally.feed().id(), unread).forEach(tally::kept);
            });
        }

        private void stageKept(Set<Key> kept) {
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
