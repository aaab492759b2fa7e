package dev.muster.pagerduty;

/// Ways to see parts of a listing that is too long to be shown whole.
enum Cut {
    /// Sorted by name from either end, by `sort_by`.
    ENDS,
    /// Only what belongs to some teams, by `team_ids[]`; records must keep `teams.id`.
    TEAMS,
    /// Only names with some letters in them, by `query`; records must keep `name`.
    NAMES
}
