package dev.muster.access;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account holds a level on a resource.
///
/// @param through       what it holds it through, where the application tells ways apart; empty otherwise
/// @param sinceRevision from this revision on without a break, as far as facts are kept
/// @param since         when that was published
/// @param seenFirst     whether that is the first revision there is: then it is older, and nobody knows how old
/// @param feed          where it was read
/// @param recordId      in which record of the application
record Grant(
        Integration integration,
        Holder holder,
        Level level,
        Key resource,
        String resourceName,
        String through,
        int sinceRevision,
        Instant since,
        boolean seenFirst,
        String feed,
        String recordId) {

    /// The account that holds it.
    ///
    /// @param state `active`, `invited` or `absent`
    /// @param kind  `human`, `service` or `unknown`
    record Holder(Key account, String name, @Nullable String email, String state, String kind) {}
}
