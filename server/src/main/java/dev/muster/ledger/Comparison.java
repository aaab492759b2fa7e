package dev.muster.ledger;

import java.util.Set;

/// The rows of a run held against what is published, table by table and once. What differs stands in temporary tables
/// of the transaction that compared, where the guard weighs it and a publication takes it from.
///
/// @param feeds     whose rows differ, now or before
/// @param accounts  how many differ
/// @param resources how many differ
/// @param grants    how many differ
/// @param links     how many differ
public record Comparison(RunKey run, Set<String> feeds, long accounts, long resources, long grants, long links) {
    public Comparison {
        feeds = Set.copyOf(feeds);
    }

    /// Whether a publication would change any fact.
    boolean isEmpty() {
        return feeds.isEmpty();
    }

    /// Facts that began, ended and went on with another content.
    record Changed(long added, long removed, long changed) {
        static final Changed NOTHING = new Changed(0, 0, 0);

        Changed and(Changed more) {
            return new Changed(added + more.added, removed + more.removed, changed + more.changed);
        }
    }
}
