package dev.muster.audit;

import dev.muster.database.TenantId;
import java.util.Map;

/// The append-only record of who did what in a tenant.
public interface AuditTrail {

    /// Appends one entry to the tenant's chain, in the caller's transaction: no entry, no change.
    ///
    /// @param action  stable, dotted, past tense: `integration.added`, `sync.released`, `member.role_changed`
    /// @param subject what it was done to, in words a later reader understands: `Pagerduty EU`
    /// @param details further facts, never a secret: `{"integration":"...","before":"...","after":"..."}`
    /// @throws IllegalStateException when no transaction of this tenant is open
    void record(TenantId tenant, Actor actor, String action, String subject, Map<String, String> details);
}
