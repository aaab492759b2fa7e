package dev.muster.kit.listing;

/// Ways to see parts of a listing that is too long to be shown whole.
public enum Cut {
    /// Sorted by name from either end.
    ENDS,
    /// Only what belongs to some teams; records must keep the ids of theirs.
    TEAMS,
    /// Only names with some letters in them; records must keep the name.
    NAMES
}
