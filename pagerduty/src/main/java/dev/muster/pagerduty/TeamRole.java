package dev.muster.pagerduty;

import dev.muster.connector.Entitlement;
import java.util.List;

/// The roles a user can hold in a team. None is privileged: a team manager's power ends at the team.
final class TeamRole {
    /// The type of resource a team role is held on.
    static final String RESOURCE = "team";

    private TeamRole() {}

    static List<Entitlement> entitlements() {
        return List.of(
                new Entitlement(RESOURCE, "manager", "Manager", false),
                new Entitlement(RESOURCE, "responder", "Responder", false),
                new Entitlement(RESOURCE, "observer", "Observer", false));
    }
}
