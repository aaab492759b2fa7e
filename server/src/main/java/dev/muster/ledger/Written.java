package dev.muster.ledger;

/// Rows that a publication wrote at most, table by table.
///
/// @param entries of the application's audit trail
public record Written(long accounts, long resources, long grants, long links, long entries) {
    /// What a comparison found to differ, and what came of it.
    public static Written of(Comparison compared, Published published) {
        return new Written(
                compared.accounts(), compared.resources(), compared.grants(), compared.links(), published.entries());
    }
}
