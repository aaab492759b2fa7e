package dev.muster.ledger;

/// Facts that began, ended and went on with another content.
record FactChanges(long added, long removed, long changed) {
    FactChanges and(FactChanges more) {
        return new FactChanges(added + more.added, removed + more.removed, changed + more.changed);
    }
}
