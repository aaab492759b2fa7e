package dev.muster.pagerduty.api;

import dev.muster.connector.Entitlement;
import dev.muster.kit.answer.Words;
import java.util.List;
import java.util.Map;

/// The roles a user can hold in a team. None is privileged: a team manager's power ends at the team.
public final class TeamRole {
    /// The type of resource a team role is held on.
    public static final String RESOURCE = "team";

    public static final String MANAGER = "manager";
    public static final String RESPONDER = "responder";
    public static final String OBSERVER = "observer";
    /// Of a membership that only the user's own record tells, without a role: any of the others, or none any more.
    public static final String NOT_TOLD = "(not told)";

    private static final Map<String, String> TITLES =
            Map.of(MANAGER, "Manager", RESPONDER, "Responder", OBSERVER, "Observer", NOT_TOLD, "Role not told");

    private TeamRole() {}

    public static List<Entitlement> entitlements() {
        List<String> weakestFirst = List.of(NOT_TOLD, OBSERVER, RESPONDER, MANAGER);
        return weakestFirst.reversed().stream()
                .map(value -> new Entitlement(RESOURCE, value, titleOf(value), false, weakestFirst.indexOf(value)))
                .toList();
    }

    public static String titleOf(String value) {
        return TITLES.getOrDefault(value, Words.unknown(value));
    }
}
