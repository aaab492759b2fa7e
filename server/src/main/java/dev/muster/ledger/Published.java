package dev.muster.ledger;

import dev.muster.host.Counts;

/// A revision as it was published.
///
/// @param revision its number: 1, 2, 3 ...
/// @param counts   how much it shows
/// @param added    facts that began with it
/// @param removed  facts that ended with it
/// @param changed  facts that went on with another content
/// @param entries  entries of the application's audit trail that were new
public record Published(int revision, Counts counts, long added, long removed, long changed, long entries) {

    /// Facts that were opened: those that began, and those that went on with another content.
    public long opened() {
        return added + changed;
    }
}
