package dev.muster.sync;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import dev.muster.sync.SyncRun.Outcome;

/// A run ended, in the transaction that is still open. A held run ends a second time when somebody decides.
public record RunEnded(TenantId tenant, IntegrationId integration, int number, Outcome outcome) {}
