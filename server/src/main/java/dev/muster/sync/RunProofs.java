package dev.muster.sync;

import dev.muster.access.RunKey;
import dev.muster.access.StagedDuplicates;
import dev.muster.access.StagedReferences;
import dev.muster.access.StagedRun;
import dev.muster.sync.FeedCertificate.Note;
import dev.muster.sync.RunStore.FeedProof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
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
    private final Disagreements disagreements;

    RunProofs(
            StagedRun staged,
            StagedDuplicates duplicates,
            StagedReferences references,
            RunStore runs,
            Disagreements disagreements) {
        this.staged = staged;
        this.duplicates = duplicates;
        this.references = references;
        this.runs = runs;
        this.disagreements = disagreements;
    }

    /// @throws RowsMissing when staging holds another number of records than were fetched and kept
    void settle(ActiveRun active, Collection<FeedTally> feeds, Set<String> complete) {
        RunKey run = active.key();
        UnknownLevels unknown = UnknownLevels.among(staged.levels(run), active.application());
        staged.dropIncomplete(run, complete);
        Map<String, Long> repeated = duplicates.drop(run);
        Map<String, Long> unresolved = references.resolve(run, complete);
        Map<String, Long> stored = staged.stored(run);
        Map<String, String> digests = staged.digests(run);
        digests.keySet().retainAll(complete);
        for (FeedTally feed : feeds) {
            FeedProof proof = proof(feed.snapshot(), repeated, unresolved, stored, unknown, digests);
            if (complete.contains(proof.feed())) {
                requireEquation(run, feed.snapshot(), proof);
                disagreements.write(run, feed);
            }
            write(run, feed, proof);
        }
        unknown.notes().forEach(note -> runs.note(run, note));
        runs.certified(run, digest(digests));
    }

    private void write(RunKey run, FeedTally feed, FeedProof proof) {
        runs.progress(run, feed.snapshot());
        runs.certify(run, proof);
        feed.notes().forEach(note -> runs.note(run, note));
        explain(run, proof);
    }

    private static FeedProof proof(
            FeedCertificate counted,
            Map<String, Long> duplicates,
            Map<String, Long> unresolved,
            Map<String, Long> stored,
            UnknownLevels unknown,
            Map<String, String> digests) {
        long repeated = duplicates.getOrDefault(counted.feed(), 0L);
        return new FeedProof(
                counted.feed(),
                stored.getOrDefault(counted.feed(), 0L),
                counted.rejected() + repeated,
                repeated,
                unresolved.getOrDefault(counted.feed(), 0L),
                unknown.of(counted.feed()),
                digests.get(counted.feed()));
    }

    private static void requireEquation(RunKey run, FeedCertificate counted, FeedProof proof) {
        if (counted.fetched() + counted.kept() != proof.stored() + proof.rejected()) {
            throw new RowsMissing(run, counted, proof.stored() + proof.rejected());
        }
    }

    private void explain(RunKey run, FeedProof proof) {
        if (proof.duplicates() > 0) {
            runs.note(
                    run,
                    new Note(
                            proof.feed(),
                            "rejected",
                            "duplicates",
                            "%,d records came more than once; the newest reading of each was kept"
                                    .formatted(proof.duplicates())));
        }
        if (proof.unresolved() > 0) {
            runs.note(
                    run,
                    new Note(
                            proof.feed(),
                            "unresolved",
                            "references",
                            "%,d references to something no listing shows, kept as stubs"
                                    .formatted(proof.unresolved())));
        }
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
        private final boolean kept;

        RowsMissing(RunKey run, FeedCertificate feed, long found) {
            super((feed.kept() == 0
                            ? "Feed %s of run %d fetched %,d records but %,d are accounted for; nothing was published"
                            : "Feed %s of run %d fetched or kept %,d records but %,d are accounted for; nothing was published")
                    .formatted(feed.feed(), run.run(), feed.fetched() + feed.kept(), found));
            this.kept = feed.kept() > 0;
        }

        /// Whether some of the records were not read but remembered, so that what is remembered may be wrong.
        boolean reliedOnMemory() {
            return kept;
        }
    }
}
