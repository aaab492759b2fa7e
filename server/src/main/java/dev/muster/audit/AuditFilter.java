package dev.muster.audit;

/// Which entries of the audit record to show.
///
/// @param integration only those whose details name this integration's id; empty for all
/// @param text        only those whose actor, action, subject or details contain it, in any case; empty for all
public record AuditFilter(String integration, String text) {
    /// All entries.
    public static final AuditFilter ALL = new AuditFilter("", "");
}
