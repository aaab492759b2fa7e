package dev.muster.simulator.objects;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user as the account holds him.
///
/// @param id             `P` and six of A-Z, 0-9; unique among users, a team may have the same
/// @param role           raw value, one of [BaseRole] or anything a test wants to see
/// @param invitationSent true while the invitation has not been accepted
/// @param teamIds        teams his own `teams` names, in order; may differ from what the member lists say
public record SimulatedUser(
        String id,
        String name,
        String email,
        String role,
        String timeZone,
        String color,
        @Nullable String description,
        @Nullable String jobTitle,
        boolean invitationSent,
        boolean createdViaSso,
        List<String> teamIds) {
    public SimulatedUser {
        teamIds = List.copyOf(teamIds);
    }

    /// A plain user of role `user`, in no team.
    public static SimulatedUser named(String id, String name, String email) {
        return new SimulatedUser(
                id, name, email, BaseRole.USER.value(), "Etc/UTC", "purple", null, null, false, false, List.of());
    }

    public SimulatedUser withRole(String value) {
        return new SimulatedUser(
                id, name, email, value, timeZone, color, description, jobTitle, invitationSent, createdViaSso, teamIds);
    }

    public SimulatedUser withName(String other) {
        return new SimulatedUser(
                id, other, email, role, timeZone, color, description, jobTitle, invitationSent, createdViaSso, teamIds);
    }

    public SimulatedUser withInvitationSent(boolean sent) {
        return new SimulatedUser(
                id, name, email, role, timeZone, color, description, jobTitle, sent, createdViaSso, teamIds);
    }

    public SimulatedUser withTeams(List<String> ids) {
        return new SimulatedUser(
                id, name, email, role, timeZone, color, description, jobTitle, invitationSent, createdViaSso, ids);
    }

    public SimulatedUser joining(String teamId) {
        if (teamIds.contains(teamId)) {
            return this;
        }
        return withTeams(Stream.concat(teamIds.stream(), Stream.of(teamId)).toList());
    }

    public SimulatedUser leaving(String teamId) {
        return withTeams(teamIds.stream().filter(id -> !id.equals(teamId)).toList());
    }
}
