package dev.muster.sync;

import dev.muster.host.RunReason;
import dev.muster.ledger.RunKey;
import dev.muster.sync.SyncRun.Outcome;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells the log of every run that did not end complete, and why, in one line each, with the words the people of the
/// tenant are told. A line appears once the ending is committed.
final class RunLog {
    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
    /// A reason may quote the far side, which must not be able to write a line of its own.
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private RunLog() {}

    /// A run ends in the caller's transaction. Those that end complete say nothing.
    static void ended(RunKey run, Outcome outcome, RunReason reason) {
        if (outcome != Outcome.COMPLETE) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tell(run, outcome, reason);
                }
            });
        }
    }

    /// What somebody decided, or asking again does not bring, is no warning.
    private static void tell(RunKey run, Outcome outcome, RunReason reason) {
        boolean settled = outcome == Outcome.CANCELLED || reason instanceof RunReason.AllBut;
        log.atLevel(settled ? Level.INFO : Level.WARN)
                .log(
                        "Run {} of integration {} of tenant {} ended {}: {}",
                        run.run(),
                        run.integration().id().value(),
                        run.tenant().value(),
                        outcome.word(),
                        LINE_BREAKS.matcher(reason.sentence()).replaceAll(" "));
    }
}
