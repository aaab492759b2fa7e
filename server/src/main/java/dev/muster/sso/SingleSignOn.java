package dev.muster.sso;

import dev.muster.tenant.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// How people of a tenant come through its provider; the client secret is kept apart.
///
/// @param issuer      as the provider calls itself, character by character
/// @param groupsClaim the claim of an ID token that lists groups
/// @param letsJoin    whether people whom nobody invited become members
/// @param groups      role by name of a group; empty when roles are given in Muster alone
record SingleSignOn(String issuer, String clientId, String groupsClaim, boolean letsJoin, Map<String, Role> groups) {
    SingleSignOn {
        groups = Map.copyOf(groups);
    }

    /// Whether groups say who may do what, and nobody without one of them comes in.
    boolean groupsDecide() {
        return !groups.isEmpty();
    }

    /// The role of somebody in these groups: of several the one that [Role] names first. Empty when none has a role.
    Optional<Role> role(Collection<String> of) {
        return of.stream()
                .distinct()
                .filter(groups::containsKey)
                .map(groups::get)
                .min(Comparator.naturalOrder());
    }
}
