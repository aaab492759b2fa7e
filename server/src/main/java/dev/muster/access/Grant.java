package dev.muster.access;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.source.Told;
import org.jspecify.annotations.Nullable;

/// An account holds a level on a resource.
///
/// @param through what it holds it through, where the application tells ways apart; empty otherwise
/// @param told    where it was read, and from which revision on it is held without a break, as far as facts are kept
record Grant(
        Integration integration,
        Holder holder,
        Level level,
        Key resource,
        String resourceName,
        String through,
        Told told) {

    /// The account that holds it.
    ///
    /// @param state `active`, `invited` or `absent`
    /// @param kind  `human`, `service` or `unknown`
    record Holder(Key account, String name, @Nullable String email, String state, String kind) {}
}
