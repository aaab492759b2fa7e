package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A technical service as the account holds it.
///
/// @param id       unique among services
/// @param status   `active`, `warning`, `critical`, `maintenance`, `disabled`, or anything a test wants to see
/// @param policyId the escalation policy that guards it
/// @param teamIds  teams it belongs to
public record SimulatedService(
        String id, String name, @Nullable String description, String status, String policyId, List<String> teamIds) {
    public SimulatedService {
        teamIds = List.copyOf(teamIds);
    }

    /// An active service in no team.
    public static SimulatedService named(String id, String name, String policyId) {
        return new SimulatedService(id, name, null, "active", policyId, List.of());
    }

    public SimulatedService inTeams(String... ids) {
        return new SimulatedService(id, name, description, status, policyId, List.of(ids));
    }

    public SimulatedService withStatus(String other) {
        return new SimulatedService(id, name, description, other, policyId, teamIds);
    }
}
