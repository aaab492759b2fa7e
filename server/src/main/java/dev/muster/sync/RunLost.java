package dev.muster.sync;

/// A run is no longer this server's to read: another took it over, or its integration is gone. Nothing of it may be
/// written any more.
final class RunLost extends RuntimeException {
    RunLost(ActiveRun run) {
        super("Run %d of integration %s was taken over by another server or deleted; this server stops reading it."
                .formatted(run.key().run(), run.key().integration().id().value()));
    }
}
