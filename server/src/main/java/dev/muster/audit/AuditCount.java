package dev.muster.audit;

/// How many entries a filter finds, and how many of them are newer than a page of them. Counting ends after
/// [#MOST], so that a page costs the same however long the record grows.
///
/// @param newer up to [#MOST] and one more, which stands for any number above
/// @param found the same of all
public record AuditCount(long newer, long found) {
    /// What is counted at most.
    public static final int MOST = 10_000;
}
