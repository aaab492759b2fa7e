package dev.muster.integration;

/// Settings were saved, in the transaction that is still open. Whoever syncs starts at once and plans the days after.
///
/// @param requestedBy name of the person who saved
public record IntegrationConfigured(IntegrationKey integration, String requestedBy) {}
