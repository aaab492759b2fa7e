package dev.muster.simulator.objects;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A business service as the account holds it.
///
/// @param id             unique among business services
/// @param pointOfContact free text
/// @param teamId         the team it belongs to, if any
public record SimulatedBusinessService(
        String id,
        String name,
        @Nullable String description,
        @Nullable String pointOfContact,
        @Nullable String teamId) {

    /// A business service in no team.
    public static SimulatedBusinessService named(String id, String name) {
        return new SimulatedBusinessService(id, name, null, null, null);
    }

    public SimulatedBusinessService inTeam(String other) {
        return new SimulatedBusinessService(id, name, description, pointOfContact, other);
    }

    public List<String> teamIds() {
        return Optional.ofNullable(teamId).stream().toList();
    }
}
