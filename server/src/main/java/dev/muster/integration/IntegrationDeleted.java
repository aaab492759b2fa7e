package dev.muster.integration;

import dev.muster.database.TenantId;

/// An integration is being deleted, in the transaction that is still open. Rooms that hold its data delete it now.
public record IntegrationDeleted(TenantId tenant, IntegrationId integration) {}
