package dev.muster.integration;

import dev.muster.database.TenantId;

/// An integration was paused, in the transaction that is still open. A run that reads now stops without publishing.
public record IntegrationPaused(TenantId tenant, IntegrationId integration, String by) {}
