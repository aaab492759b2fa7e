package dev.muster.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit record to show.
///
/// @param integration only those whose details name this integration's id; empty for all
/// @param text        only those whose actor, action, subject or details contain it, in any case; empty for all
/// @param actor       only those whose actor's name contains it, in any case; empty for all
/// @param group       only those of its actions; none for all
/// @param outcome     only those that ended so; entries that do not tell it tell of what was done; none for all
/// @param address     only those from this network address; empty for all
/// @param from        only those of this moment or later; none for all
/// @param until       only those before this moment; none for all
public record AuditFilter(
        String integration,
        String text,
        String actor,
        @Nullable ActionGroup group,
        @Nullable Outcome outcome,
        String address,
        @Nullable Instant from,
        @Nullable Instant until) {
    /// All entries.
    public static final AuditFilter ALL = new AuditFilter("", "");

    /// Narrowed by integration and text alone.
    public AuditFilter(String integration, String text) {
        this(integration, text, "", null, null, "", null, null);
    }
}
