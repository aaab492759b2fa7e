package dev.muster.people;

import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import java.util.List;

/// An account of somebody, with what it holds.
///
/// @param levels what it holds, the most privileged first
record HeldAccount(Integration integration, String type, String id, String name, List<Holding> levels) {
    HeldAccount {
        levels = List.copyOf(levels);
    }

    /// One level, on one or several resources of a type.
    ///
    /// @param whole     whether it is held on the application as a whole
    /// @param resource  name of one of the resources
    /// @param resources how many
    record Holding(Level level, boolean whole, String resource, long resources) {}
}
