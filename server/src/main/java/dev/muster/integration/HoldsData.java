package dev.muster.integration;

import java.util.Map;

/// A room that holds data of integrations, and keeps it while a deleted one can be restored. Both methods run in the
/// caller's tenant transaction.
public interface HoldsData {
    /// What there is of an integration, for the audit record: counts and digests, by name.
    default Map<String, String> told(IntegrationKey integration) {
        return Map.of();
    }

    /// Removes some of it for good, once it cannot be restored any more. Called until nothing is left.
    ///
    /// @param most rows of a kind
    /// @return how many rows went; 0 when none is left
    long remove(IntegrationKey integration, int most);
}
