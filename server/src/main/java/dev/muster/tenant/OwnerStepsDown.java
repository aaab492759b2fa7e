package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import java.util.Map;
import java.util.UUID;

/// A member is about to be removed, or to get a role that may not answer for integrations. Heard in the same
/// transaction by whoever knows what they answer for, who hands it over.
///
/// @param successors by integration, whom the actor chose; where nobody is chosen, somebody is found
public record OwnerStepsDown(TenantId tenant, Actor actor, Member member, Map<UUID, UserId> successors) {
    public OwnerStepsDown {
        successors = Map.copyOf(successors);
    }
}
