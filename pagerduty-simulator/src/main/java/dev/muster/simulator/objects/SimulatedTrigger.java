package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What starts an incident workflow: a condition, a kind of incident, or a person.
///
/// @param id          a UUID
/// @param triggerType `manual`, `conditional` or `incident_type`
/// @param services    whose incidents can start it; none when it hears of all
/// @param allServices whether it hears of the incidents of every service
/// @param teamId      the only team whose members may start it by hand; none when anybody may
public record SimulatedTrigger(
        String id,
        String triggerType,
        String workflowId,
        String workflowName,
        List<SimulatedReference> services,
        boolean allServices,
        @Nullable String teamId) {

    public SimulatedTrigger {
        services = List.copyOf(services);
    }

    /// Whether only the members of one team may start it by hand.
    public boolean isRestricted() {
        return teamId != null;
    }
}
