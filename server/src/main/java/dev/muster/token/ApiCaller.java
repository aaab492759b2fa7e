package dev.muster.token;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import dev.muster.tenant.UserId;

/// Whoever calls the API with a valid token: its owner, in the token's tenant only.
public record ApiCaller(TenantId tenant, UserId owner, String ownerName, String tokenName) {

    /// As the audit record names it.
    public Actor actor() {
        return new Actor(Actor.Kind.API_TOKEN, owner.value(), "%s (API token %s)".formatted(ownerName, tokenName));
    }
}
