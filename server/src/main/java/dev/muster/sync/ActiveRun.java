package dev.muster.sync;

import dev.muster.access.RunKey;
import dev.muster.connector.Description;
import dev.muster.integration.Integration;
import java.time.Instant;

/// A run that reads now.
///
/// @param integration its settings when it began
/// @param first       whether nothing was ever published before
record ActiveRun(RunKey key, Integration integration, Description application, Instant startedAt, boolean first) {}
