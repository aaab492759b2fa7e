package dev.muster.integration;

/// An integration is being deleted, in the transaction that is still open. Rooms that hold its data delete it now.
public record IntegrationDeleted(IntegrationKey integration) {}
