package dev.muster.pagerduty.api;

import dev.muster.connector.Entitlement;
import java.util.List;

/// What a user can be called upon for. None is privileged: whoever is paged need not be able to change
/// anything.
public final class Duty {
    /// The type of resource whose levels page people.
    public static final String POLICY = "escalation_policy";

    /// The type of resource, of layers or of shifts, by which people take turns.
    public static final String SCHEDULE = "schedule";

    /// Paged by a policy itself, whoever's turn it is.
    public static final String TARGET = "target";

    /// Takes turns on a schedule.
    public static final String ROTATION = "rotation";

    /// Paged if something happens now.
    public static final String ON_CALL = "on_call";

    private Duty() {}

    public static List<Entitlement> entitlements() {
        return List.of(
                new Entitlement(POLICY, TARGET, "Paged directly", false),
                new Entitlement(SCHEDULE, ROTATION, "In rotation", false),
                new Entitlement(POLICY, ON_CALL, "On call", false));
    }
}
