package dev.muster.sync;

import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedTally;
import dev.muster.host.Note;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.host.Settled;
import dev.muster.ledger.Comparison;
import dev.muster.ledger.Publication;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedDuplicates;
import dev.muster.ledger.StagedReferences;
import dev.muster.ledger.StagedRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Settles duplicates and references of a staged run and writes its completeness certificate. Proves for every
/// feed read to its end that nothing got lost on the way: fetched + kept = stored + rejected.
@Component
class RunProofs {
    private final StagedRun staged;
    private final StagedDuplicates duplicates;
    private final StagedReferences references;
    private final Publication publication;
    private final RunStore runs;
    private final FeedStore store;
    private final StoredDisagreements disagreements;

    RunProofs(
            StagedRun staged,
            StagedDuplicates duplicates,
            StagedReferences references,
            Publication publication,
            RunStore runs,
            FeedStore store,
            StoredDisagreements disagreements) {
        this.staged = staged;
        this.duplicates = duplicates;
        this.references = references;
        this.publication = publication;
        this.runs = runs;
        this.store = store;
        this.disagreements = disagreements;
    }

    /// @return what of the settled rows differs from what is published
    /// @throws RowsMissing when staging holds another number of records than were fetched and kept
    Comparison settle(ActiveRun active, Collection<FeedTally> feeds, RunVerdict verdict) {
        RunKey run = active.key();
        Set<String> complete = verdict.closing();
        if (isLarge(feeds.stream().map(FeedTally::certificate))) {
            staged.joinAsAWhole();
        } else {
            staged.joinAsAWholeUncounted();
        }
        UnknownLevels unknown = UnknownLevels.among(staged.levels(run), active.application());
        if (feeds.stream()
                .anyMatch(
                        feed -> leftRows(feed) && !complete.contains(feed.feed().id()))) {
            staged.dropIncomplete(run, complete);
        }
        Map<String, Long> repeated = duplicates.drop(run);
        Map<String, Long> unresolved = references.resolve(run, complete, verdict.complete());
        Map<String, Long> stored = staged.stored(run);
        Comparison comparison = publication.compare(run);
        Set<String> trails = staged.trails(run);
        Map<String, String> digests = digests(active, complete, comparison, trails);
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
        }
        write(run, feeds, trails);
        store.note(run, unknown.notes());
        runs.certified(run, digest(digests));
        return comparison;
    }

    /// Whether so much was read that statistics of it are collected.
    static boolean isLarge(Stream<FeedCertificate> read) {
        return StagedRun.isLarge(
                read.mapToLong(feed -> feed.fetched() + feed.kept()).sum());
    }

    private static boolean leftRows(FeedTally feed) {
        FeedCertificate read = feed.certificate();
        return read.fetched() + read.kept() > 0;
    }

    /// What a feed shows is what is published of it when nothing of it differs, and so is its digest. An audit
    /// trail is published otherwise, and its entries are few.
    private Map<String, String> digests(
            ActiveRun run, Set<String> complete, Comparison comparison, Set<String> trails) {
        Map<String, String> digests = new HashMap<>(
                store.publishedDigests(run.key(), run.application().version()));
        digests.keySet().retainAll(complete);
        digests.keySet().removeAll(comparison.feeds());
        digests.keySet().removeAll(trails);
        Set<String> anew = new HashSet<>(complete);
        anew.removeAll(digests.keySet());
        digests.putAll(staged.digests(run.key(), anew));
        return digests;
    }

    private void write(RunKey run, Collection<FeedTally> feeds, Set<String> trails) {
        List<FeedCertificate> proofs =
                feeds.stream().map(FeedTally::certificate).toList();
        store.progress(run, proofs);
        store.certify(run, proofs, trails);
        proofs.forEach(proof -> disagreements.write(run, proof));
        store.note(run, feeds.stream().flatMap(feed -> feed.notes().stream()).toList());
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
