package dev.muster.token;

import dev.muster.database.TenantId;

/// An API token is about to end, and this is told in the transaction that is still open: 14 days before, and once more
/// in the last day.
public record TokenEnding(TenantId tenant, ApiToken token) {}
