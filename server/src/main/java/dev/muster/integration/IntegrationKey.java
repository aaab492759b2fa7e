package dev.muster.integration;

import dev.muster.database.TenantId;

/// Names an integration of a tenant: neither means anything without the other.
public record IntegrationKey(TenantId tenant, IntegrationId id) {}
