package dev.muster.tenant;

import dev.muster.database.TenantId;

/// @param slug      lower-case name used in addresses: `acme`
/// @param name      as shown: `Acme`
/// @param suspended whether the operator lets nobody in for the time being
/// @param requiresSecondFactor whether members are let in only with one
/// @param takesPasswords whether a sign-in by password opens it; otherwise single sign-on alone does
/// @param limits    how long sessions and API tokens last
public record Tenant(
        TenantId id,
        String slug,
        String name,
        boolean suspended,
        boolean requiresSecondFactor,
        boolean takesPasswords,
        AccessLimits limits) {

    /// One that is open to its members.
    public Tenant(TenantId id, String slug, String name) {
        this(id, slug, name, false, false, true, AccessLimits.MOST);
    }
}
