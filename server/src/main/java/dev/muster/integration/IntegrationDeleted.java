package dev.muster.integration;

/// An integration is being deleted, in the transaction that is still open: rooms stop what they do for it. What was
/// published of it stays until [HoldsData#remove].
///
/// @param by who deletes it
public record IntegrationDeleted(IntegrationKey integration, String by) {}
