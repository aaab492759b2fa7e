package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;

/// Proof that somebody was let into a tenant: who asks, where, and what they may do. Controllers take one as a
/// parameter; it is resolved from `{tenant}` in the address and answers 404 for a tenant that is not theirs.
public record TenantAccess(Tenant tenant, UserId user, String userName, Role role, Actor actor) {

    /// The tenant's id, for the many statements that need nothing else.
    public TenantId id() {
        return tenant.id();
    }
}
