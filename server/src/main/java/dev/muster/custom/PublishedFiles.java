package dev.muster.custom;

import dev.muster.integration.IntegrationStates;
import dev.muster.sync.RunEnded;
import dev.muster.sync.SyncRun.Outcome;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Notes which file the published data comes from. The one before is not needed any more.
@Component
class PublishedFiles {
    private final UploadStore store;
    private final UploadPieces pieces;
    private final IntegrationStates states;
    private final Clock clock;

    PublishedFiles(UploadStore store, UploadPieces pieces, IntegrationStates states, Clock clock) {
        this.store = store;
        this.pieces = pieces;
        this.states = states;
        this.clock = clock;
    }

    @EventListener
    void note(RunEnded run) {
        if (run.outcome() == Outcome.COMPLETE || run.outcome() == Outcome.PARTIAL) {
            store.published(run.integration(), run.number()).ifPresent(file -> {
                states.filePublished(run.integration(), file.receivedAt(), clock.instant());
                pieces.dropOthers(run.integration());
            });
        }
    }
}
