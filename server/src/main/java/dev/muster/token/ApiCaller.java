package dev.muster.token;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.UserId;
import java.util.Set;
import java.util.UUID;

/// Whoever calls the API with a valid token: its owner or, with a service token, the tenant for which that owner
/// answers; in the token's tenant only.
public record ApiCaller(
        TenantId tenant,
        UUID token,
        UserId owner,
        String ownerName,
        String tokenName,
        boolean service,
        Set<Scope> scopes) {
    public ApiCaller {
        scopes = Set.copyOf(scopes);
    }

    /// As the audit record names it.
    public Actor actor() {
        String who = service ? "Service, for which %s answers" : "%s";
        return new Actor(
                Actor.Kind.API_TOKEN, owner.value(), (who + " (API token %s)").formatted(ownerName, tokenName));
    }

    /// The role it has there: the owner's of this moment or, of a service, what its scopes need and no more.
    public Role role(Role ofOwner) {
        if (!service) {
            return ofOwner;
        }
        if (scopes.contains(Scope.ADMIN)) {
            return Role.ADMINISTRATOR;
        }
        return scopes.contains(Scope.INTEGRATIONS) ? Role.RISK_MANAGER : Role.AUDITOR;
    }
}
