package dev.muster.simulator.objects;

/// A row of a member list.
///
/// @param userId a user; after `SimulatedAccount.forgetUser` one the account no longer has
/// @param role   `manager`, `responder`, `observer`, or anything a test wants to see
public record SimulatedMember(String userId, String role) {
    /// The API gives members no id; team and user together tell them apart.
    public String idIn(SimulatedTeam team) {
        return team.id() + "/" + userId;
    }
}
