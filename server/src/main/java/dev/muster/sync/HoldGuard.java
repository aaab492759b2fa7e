package dev.muster.sync;

import dev.muster.access.Removal;
import dev.muster.access.Removals;
import dev.muster.access.Removals.Measured;
import dev.muster.connector.Credential;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides whether a run may publish unseen. A run that would end a large share of what is known, or whose
/// credential sees less than the one before, waits for a person: what it cannot see may still be there.
@Component
class HoldGuard {
    private final Removals removals;
    private final RunStore runs;

    HoldGuard(Removals removals, RunStore runs) {
        this.removals = removals;
        this.runs = runs;
    }

    /// Why the run has to wait; empty when it may publish.
    Optional<RunReason.Held> objection(ActiveRun run, RunVerdict verdict, @Nullable Credential credential) {
        if (run.first()) {
            return Optional.empty();
        }
        Measured closing = removals.of(run.key(), verdict.complete(), verdict.restless());
        return tooMuch(run, closing.accounts(), "users")
                .or(() -> tooMuch(run, closing.teams(), "teams"))
                .or(() -> tooMuch(run, closing.grants(), "grants"))
                .or(() -> tooMuchOfOneType(run, closing))
                .or(() -> seesLess(run, credential));
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
        return runs.publishedReach(run.key().tenant(), run.integration().id())
                .filter(before -> credential.reach() < before)
                .map(before -> new RunReason.SeesLess(credential.kind()));
    }
}
