package dev.muster.sync;

import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedTally;
import dev.muster.host.Note;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.host.Settled;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedDuplicates;
import dev.muster.ledger.StagedReferences;
import dev.muster.ledger.StagedRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Settles duplicates and references of a staged run and writes its completeness certificate. Proves for every
/// feed read to its end that nothing got lost on the way: fetched + kept = stored + rejected.
@Component
class RunProofs {
    private final StagedRun staged;
    private final StagedDuplicates duplicates;
    private final StagedReferences references;
    private final RunStore runs;
    private final StoredDisagreements disagreements;

    RunProofs(
            StagedRun staged,
            StagedDuplicates duplicates,
            StagedReferences references,
            RunStore runs,
            StoredDisagreements disagreements) {
        this.staged = staged;
        this.duplicates = duplicates;
        this.references = references;
        this.runs = runs;
        this.disagreements = disagreements;
    }

    /// @throws RowsMissing when staging holds another number of records than were fetched and kept
    void settle(ActiveRun active, Collection<FeedTally> feeds, RunVerdict verdict) {
        RunKey run = active.key();
        Set<String> complete = verdict.closing();
        UnknownLevels unknown = UnknownLevels.among(staged.levels(run), active.application());
        staged.dropIncomplete(run, complete);
        Map<String, Long> repeated = duplicates.drop(run);
        Map<String, Long> unresolved = references.resolve(run, complete, verdict.complete());
        Map<String, Long> stored = staged.stored(run);
        Map<String, String> digests = staged.digests(run);
        digests.keySet().retainAll(complete);
        for (FeedTally feed : feeds) {
            String id = feed.feed().id();
            feed.settle(new Settled(
                    stored.getOrDefault(id, 0L),
                    repeated.getOrDefault(id, 0L),
                    unresolved.getOrDefault(id, 0L),
                    unknown.of(id),
                    digests.get(id)));
            explain(feed);
            if (complete.contains(id) && !feed.certificate().isBalanced()) {
                throw new RowsMissing(run, feed.certificate());
            }
            write(run, feed);
        }
        unknown.notes().forEach(note -> runs.note(run, note));
        runs.certified(run, digest(digests));
    }

    private void write(RunKey run, FeedTally feed) {
        FeedCertificate proof = feed.certificate();
        runs.certify(run, proof);
        disagreements.write(run, proof);
        feed.notes().forEach(note -> runs.note(run, note));
    }

    private static void explain(FeedTally feed) {
        FeedCertificate proof = feed.certificate();
        if (proof.duplicates() > 0) {
            feed.note(
                    Note.Kind.REJECTED,
                    "duplicates",
                    counted(
                            proof.duplicates(),
                            "record came more than once; its newest reading was kept",
                            "records came more than once; the newest reading of each was kept"));
        }
        if (proof.unresolved() > 0) {
            feed.note(
                    Note.Kind.UNRESOLVED,
                    "references",
                    counted(
                            proof.unresolved(),
                            "reference to something no listing shows, kept as a stub",
                            "references to something no listing shows, kept as stubs"));
        }
    }

    private static String counted(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }

    private static String digest(Map<String, String> byFeed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(byFeed).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /// Staged rows are gone, because PostgreSQL crashed after they were staged and emptied its unlogged tables;
    /// or the connector kept another number of records than there are.
    static final class RowsMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RunReason.RowsMissing reason;

        RowsMissing(RunKey run, FeedCertificate feed) {
            this(new RunReason.RowsMissing(
                    feed.feed(),
                    run.run(),
                    feed.fetched() + feed.kept(),
                    feed.stored() + feed.rejected(),
                    feed.kept() > 0));
        }

        private RowsMissing(RunReason.RowsMissing reason) {
            super(reason.happened());
            this.reason = reason;
        }

        RunReason reason() {
            return reason;
        }

        /// Whether some of the records were not read but remembered, so that what is remembered may be wrong.
        boolean reliedOnMemory() {
            return reason.kept();
        }
    }
}
