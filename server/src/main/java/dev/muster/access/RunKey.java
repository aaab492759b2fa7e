package dev.muster.access;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;

/// The sync run whose rows are staged.
///
/// @param run number of the run within its integration
public record RunKey(TenantId tenant, IntegrationId integration, int run) {}
