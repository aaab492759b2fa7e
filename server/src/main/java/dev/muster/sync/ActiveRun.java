package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.connector.Memory;
import dev.muster.integration.Integration;
import dev.muster.ledger.RunKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run that reads now.
///
/// @param integration its settings when it began
/// @param memory      what the run that was published last left behind for its connector
/// @param revision    newest revision when it began, to which the memory belongs; none before the first
record ActiveRun(
        RunKey key,
        Integration integration,
        Description application,
        Instant startedAt,
        Memory memory,
        @Nullable Integer revision) {

    /// Whether nothing was ever published before.
    boolean first() {
        return revision == null;
    }
}
