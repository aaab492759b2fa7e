package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import dev.muster.problem.NotAllowed;

/// Proof that somebody was let into a tenant: who asks, where, and what they may do. Controllers take one as a
/// parameter; it is resolved from `{tenant}` in the address and answers 404 for a tenant that is not theirs.
public record TenantAccess(Tenant tenant, UserId user, String userName, Role role, Actor actor) {

    /// The tenant's id, for the many statements that need nothing else.
    public TenantId id() {
        return tenant.id();
    }

    /// Whether the asker may, in the whole tenant.
    public boolean may(Action action) {
        return action.isFor(role);
    }

    /// @throws NotAllowed unless the asker may, in the whole tenant
    public void require(Action action) {
        require(action, action.isFor(role));
    }

    /// @throws NotAllowed unless the asker may, at least with an integration that they answer for
    public void requireAsOwner(Action action) {
        require(action, action.isForOwner(role));
    }

    private void require(Action action, boolean allowed) {
        if (!allowed) {
            throw new NotAllowed("%s of %s; you are %s there. Ask an Administrator of %s for it."
                    .formatted(action.rule(), tenant.name(), role.title(), tenant.name()));
        }
    }
}
