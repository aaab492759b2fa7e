package dev.muster.integration;

import dev.muster.database.TenantId;

/// An integration was resumed, in the transaction that is still open. Its days go on as planned.
public record IntegrationResumed(TenantId tenant, IntegrationId integration) {}
