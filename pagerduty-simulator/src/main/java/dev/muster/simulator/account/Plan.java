package dev.muster.simulator.account;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the account pays for. Safe for many threads.
public final class Plan {

    private static final List<String> KNOWN = List.of(
            "teams",
            "sso",
            "read_only_users",
            "permissions_service",
            "team_responders",
            "manage_api_keys",
            "manage_schedules",
            "service_support_hours",
            "urgencies",
            "advanced_reports",
            "event_rules");

    private final Set<PlanFeature> lacking = ConcurrentHashMap.newKeySet();
    private volatile List<String> abilities = KNOWN;
    private volatile OptionalInt fullSeats = OptionalInt.empty();

    /// Whether some plan has an ability of that name.
    public static boolean knows(String ability) {
        return KNOWN.contains(ability);
    }

    /// As `/abilities` tells them.
    List<String> abilities() {
        return abilities;
    }

    void setAbilities(List<String> names) {
        abilities = List.copyOf(names);
    }

    OptionalInt fullSeats() {
        return fullSeats;
    }

    void setFullSeats(int bought) {
        fullSeats = OptionalInt.of(bought);
    }

    boolean has(PlanFeature feature) {
        return !lacking.contains(feature);
    }

    void lose(PlanFeature feature) {
        lacking.add(feature);
    }
}
