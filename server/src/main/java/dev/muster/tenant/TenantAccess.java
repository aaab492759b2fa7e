package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import dev.muster.problem.NotAllowed;
import java.util.Set;

/// Proof that somebody was let into a tenant: who asks, where, and what they may do. Controllers take one as a
/// parameter; it is resolved from `{tenant}` in the address and answers 404 for a tenant that is not theirs.
///
/// @param user   who asks; of a service token, who answers for it
/// @param scopes what the asker may do at most: all, but for those of an API token
public record TenantAccess(Tenant tenant, UserId user, String userName, Role role, Actor actor, Set<Scope> scopes) {
    public TenantAccess {
        scopes = Set.copyOf(scopes);
    }

    /// Of somebody whom their role alone binds.
    public TenantAccess(Tenant tenant, UserId user, String userName, Role role, Actor actor) {
        this(tenant, user, userName, role, actor, Set.of(Scope.values()));
    }

    /// The tenant's id, for the many statements that need nothing else.
    public TenantId id() {
        return tenant.id();
    }

    /// Whether the asker may, in the whole tenant.
    public boolean may(Action action) {
        return action.isFor(role) && scopes.contains(action.scope());
    }

    /// Whether the asker may, at least with an integration that they answer for.
    public boolean mayAsOwner(Action action) {
        return action.isForOwner(role) && scopes.contains(action.scope());
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
        if (!scopes.contains(action.scope())) {
            throw new NotAllowed(
                    "This API token lacks the scope %s, so nothing was done. What a token may do is chosen when it is made, under Settings > API tokens."
                            .formatted(action.scope().title()));
        }
    }
}
