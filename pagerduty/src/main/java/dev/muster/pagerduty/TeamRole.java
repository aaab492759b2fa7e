package dev.muster.pagerduty;

import dev.muster.connector.Entitlement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The roles a user can hold in a team. None is privileged: a team manager's power ends at the team.
final class TeamRole {
    /// The type of resource a team role is held on.
    static final String RESOURCE = "team";

    static final String MANAGER = "manager";
    static final String RESPONDER = "responder";
    static final String OBSERVER = "observer";
    private static final Map<String, String> TITLES =
            Map.of(MANAGER, "Manager", RESPONDER, "Responder", OBSERVER, "Observer");

    private TeamRole() {}

    static List<Entitlement> entitlements() {
        return Stream.of(MANAGER, RESPONDER, OBSERVER)
                .map(value -> new Entitlement(RESOURCE, value, titleOf(value), false))
                .toList();
    }

    static String titleOf(String value) {
        return TITLES.getOrDefault(value, Words.unknown(value));
    }
}
