package dev.muster.pagerduty.delta;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.kit.transport.ReadFailed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Finds out whose members must be asked for. The audit trail has a part in that, so the reading of members waits
/// until the trail was read, and asks every team when it could not be.
public final class ChangedMembers {
    private final Recollection recollection;
    private final Membership membership;
    private final AuditRecordsFeed audit;
    private final Instant now;
    private final CompletableFuture<Optional<Set<String>>> named = new CompletableFuture<>();
    private volatile boolean usersAreKnown = true;

    public ChangedMembers(Recollection recollection, Membership membership, AuditRecordsFeed audit, Instant now) {
        this.recollection = recollection;
        this.membership = membership;
        this.audit = audit;
        this.now = now;
    }

    public FeedOutcome readTrail(FeedWriter writer) throws ReadFailed, InterruptedException {
        try {
            return audit.into(writer);
        } finally {
            named.complete(audit.changedTeams());
        }
    }

    /// The trail will not be read.
    public void nobodyTells() {
        named.complete(Optional.empty());
    }

    /// Not all users were read, so that their teams prove nothing.
    public void usersAreUnknown() {
        usersAreKnown = false;
    }

    public TeamPlan plan() throws InterruptedException {
        if (!usersAreKnown || recollection.sweepIsDue(now)) {
            return TeamPlan.SWEEP;
        }
        return namedByTrail()
                .map(teams -> TeamPlan.delta(recollection, membership, teams))
                .orElse(TeamPlan.SWEEP);
    }

    private Optional<Set<String>> namedByTrail() throws InterruptedException {
        try {
            return named.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("The reading of the audit trail never fails this way", impossible);
        }
    }
}
