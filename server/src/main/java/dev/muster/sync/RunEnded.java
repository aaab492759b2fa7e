package dev.muster.sync;

import dev.muster.integration.IntegrationKey;
import dev.muster.sync.SyncRun.Outcome;

/// A run ended, in the transaction that is still open. A held run ends a second time when somebody decides.
public record RunEnded(IntegrationKey integration, int number, Outcome outcome) {}
