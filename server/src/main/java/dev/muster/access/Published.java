package dev.muster.access;

/// A revision as it was published.
///
/// @param revision its number: 1, 2, 3 ...
/// @param accounts accounts it shows, stubs left out
/// @param teams    teams it shows
/// @param grants   grants it shows
/// @param added    facts that began with it
/// @param removed  facts that ended with it
/// @param changed  facts that went on with another content
public record Published(int revision, long accounts, long teams, long grants, long added, long removed, long changed) {

    /// Facts that were opened: those that began, and those that went on with another content.
    public long opened() {
        return added + changed;
    }
}
