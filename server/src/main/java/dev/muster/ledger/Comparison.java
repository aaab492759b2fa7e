package dev.muster.ledger;

/// The rows of a run held against what is published, table by table and once. What differs stands in temporary tables of
/// the transaction that compared, where the guard weighs it and a publication takes it from.
///
/// @param accounts  how many differ
/// @param resources how many differ
/// @param grants    how many differ
/// @param links     how many differ
public record Comparison(RunKey run, long accounts, long resources, long grants, long links) {

    /// Whether a publication would change any fact.
    boolean isEmpty() {
        return accounts + resources + grants + links == 0;
    }

    /// Facts that began, ended and went on with another content.
    record Changed(long added, long removed, long changed) {
        static final Changed NOTHING = new Changed(0, 0, 0);

        Changed and(Changed more) {
            return new Changed(added + more.added, removed + more.removed, changed + more.changed);
        }
    }
}
