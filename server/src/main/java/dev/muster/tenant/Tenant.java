package dev.muster.tenant;

import dev.muster.database.TenantId;

/// @param slug lower-case name used in addresses: `acme`
/// @param name as shown: `Acme`
public record Tenant(TenantId id, String slug, String name) {}
