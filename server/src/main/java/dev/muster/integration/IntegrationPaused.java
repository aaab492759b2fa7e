package dev.muster.integration;

/// An integration was paused, in the transaction that is still open. A run that reads now stops without publishing.
public record IntegrationPaused(IntegrationKey integration, String by) {}
