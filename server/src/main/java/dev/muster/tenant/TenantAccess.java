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

    /// @throws NotAllowed unless every integration of the tenant is the asker's to change
    public void requireManagesIntegrations() {
        require(role.managesIntegrations(), "Integrations are managed by Administrators and Risk Managers");
    }

    /// @throws NotAllowed unless members and their roles are the asker's to change
    public void requireManagesMembers() {
        require(role.managesMembers(), "Members are managed by Administrators");
    }

    /// @throws NotAllowed unless the settings of the tenant are the asker's to change
    public void requireManagesTenant() {
        require(role.managesTenant(), "What is kept is decided by Administrators");
    }

    /// @throws NotAllowed unless the asker may read the audit record
    public void requireReadsAudit() {
        require(role.readsAudit(), "The audit record is read by Administrators, Risk Managers and Auditors");
    }

    private void require(boolean allowed, String who) {
        if (!allowed) {
            throw new NotAllowed("%s of %s; you are %s there. Ask an Administrator of %s for it."
                    .formatted(who, tenant.name(), role.title(), tenant.name()));
        }
    }
}
