package dev.muster.sync;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedReason;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Comparison;
import dev.muster.ledger.Removals;
import dev.muster.ledger.Removals.Measured;
import dev.muster.ledger.Removals.Removal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides whether a run may publish unseen. A run that would end a large share of what is known, or whose
/// credential sees less than the one before, waits for a person: what it cannot see may still be there.
@Component
class HoldGuard {
    private final Removals removals;
    private final RunStore runs;
    private final UnreadParts unread;
    private final Catalogue catalogue;

    HoldGuard(Removals removals, RunStore runs, UnreadParts unread, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.removals = removals;
        this.runs = runs;
        this.unread = unread;
    }

    /// Why the run has to wait; empty when it may publish.
    ///
    /// @param comparison of its rows with what is published, in this transaction
    /// @param feeds      what is proved about each
    Optional<RunReason.Held> objection(
            ActiveRun run,
            Comparison comparison,
            List<FeedCertificate> feeds,
            RunVerdict verdict,
            @Nullable Credential credential) {
        Optional<RunReason.Held> look = wantsALook(run, feeds);
        return disappearing(run, comparison, feeds, verdict, credential).or(() -> look);
    }

    /// Of what was brought, whoever brought it has a say too.
    private Optional<RunReason.Held> wantsALook(ActiveRun run, List<FeedCertificate> feeds) {
        return catalogue
                .brought(run.integration().application())
                .flatMap(brought ->
                        brought.objection(run.key().integration(), run.key().run(), feeds));
    }

    private Optional<RunReason.Held> disappearing(
            ActiveRun run,
            Comparison comparison,
            List<FeedCertificate> feeds,
            RunVerdict verdict,
            @Nullable Credential credential) {
        if (run.first()) {
            return Optional.empty();
        }
        Measured closing = removals.of(comparison, run.application(), verdict.complete());
        return tooMuch(run, closing.accounts(), accounts(run.application()))
                .or(() -> tooMuch(
                        run,
                        closing.groups(),
                        Description.inText(run.application().plural(Part.GROUP))))
                .or(() -> tooMuch(run, closing.grants(), "grants"))
                .or(() -> tooMuchOfOneType(run, closing))
                .or(() -> seesLess(run, credential))
                .or(() -> seesLessOfOneFeed(run, feeds));
    }

    /// Where nothing but accounts is read they are called as their feed calls them: `people`.
    private static String accounts(Description application) {
        return application.feeds().size() == 1 ? application.feeds().getFirst().noun() : "users";
    }

    private Optional<RunReason.Held> tooMuchOfOneType(ActiveRun run, Measured closing) {
        return closing.grantsByType().entrySet().stream()
                .flatMap(type -> tooMuch(run, type.getValue(), type.getKey().replace('_', ' ') + " grants").stream())
                .findFirst();
    }

    private Optional<RunReason.Held> tooMuch(ActiveRun run, Removal removal, String what) {
        return run.integration().holdLimit().isExceededBy(removal.closing(), removal.now())
                ? Optional.of(new RunReason.WouldDisappear(removal.closing(), removal.now(), what))
                : Optional.empty();
    }

    private Optional<RunReason.Held> seesLess(ActiveRun run, @Nullable Credential credential) {
        if (credential == null) {
            return Optional.empty();
        }
        return runs.publishedReach(run.key().integration())
                .filter(before -> credential.reach() < before)
                .map(before -> new RunReason.SeesLess(credential.kind()));
    }

    /// Unread parts keep their rows, so a few of them hold nothing. Those that may be read the next time say
    /// nothing about what the credential sees.
    private Optional<RunReason.Held> seesLessOfOneFeed(ActiveRun run, List<FeedCertificate> feeds) {
        Map<String, Long> lost = unread.lost(run.key());
        return feeds.stream()
                .flatMap(feed -> seesLessOf(run, feed, lost.getOrDefault(feed.feed(), 0L)).stream())
                .findFirst();
    }

    private static Optional<RunReason.Held> seesLessOf(ActiveRun run, FeedCertificate feed, long lost) {
        Long of = feed.parts().of();
        return feed.reason() instanceof FeedReason.PartsUnread parts
                        && !parts.worst().cause().mayPass()
                        && of != null
                        && run.integration().holdLimit().isExceededBy(lost, of)
                ? Optional.of(new RunReason.SeesLessOf(lost, of, parts))
                : Optional.empty();
    }
}
