package dev.muster.snapshot.roll;

import dev.muster.connector.Row;

/// The grants and links of a reading, each once, however many records tell it.
public final class Ties {
    private final Roll roll;
    private final Numbering grants = new Numbering();
    private final Numbering links = new Numbering();
    private long restless;

    public Ties(Roll roll) {
        this.roll = roll;
    }

    /// Notes a grant and both its ends.
    ///
    /// @param comesAndGoes whether nobody need change access for it to come or go
    /// @return whether no record told it before
    public boolean isNew(Row.Grant grant, boolean comesAndGoes) {
        String both = roll.holder(grant.account()) + "/" + roll.end(grant.resource());
        boolean isNew =
                grants.isNew("%s/%d/%s%s".formatted(both, grant.value().length(), grant.value(), grant.through()));
        restless += isNew && comesAndGoes ? 1 : 0;
        return isNew;
    }

    /// Notes a link and both its ends.
    ///
    /// @return whether no record told it before
    public boolean isNew(Row.Link link) {
        return links.isNew("%d/%d/%s".formatted(roll.end(link.from()), roll.end(link.to()), link.relation()));
    }

    int grants() {
        return grants.size();
    }

    int links() {
        return links.size();
    }

    /// The grants that come and go without anybody changing access.
    long restless() {
        return restless;
    }
}
