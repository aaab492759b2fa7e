package dev.muster.integration;

/// An integration was resumed, in the transaction that is still open. Its days go on as planned.
public record IntegrationResumed(IntegrationKey integration) {}
