package dev.muster.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The account as one caller sees it. Endpoints get nothing else, so none can show too much.
///
/// An account key, the owner and administrators see everything. Others do not see private teams they are not in;
/// Restricted Access sees no team it is not in; a Limited Stakeholder sees nothing but himself.
final class View {

    private final SimulatedAccount account;
    private final Caller caller;
    private final Predicate<SimulatedTeam> teamIsSeen;

    View(SimulatedAccount account, Caller caller) {
        this.account = account;
        this.caller = caller;
        this.teamIsSeen = teamIsSeen();
    }

    /// The user behind the key; none behind an account key.
    Optional<SimulatedUser> self() {
        return switch (caller) {
            case Caller.AccountKey() -> Optional.empty();
            case Caller.UserKey(var userId) -> account.user(userId);
        };
    }

    /// Whether more than the own profile is shown.
    boolean showsOthers() {
        return self().filter(BaseRole.READ_ONLY_LIMITED_USER::is).isEmpty();
    }

    boolean planHas(String ability) {
        return account.abilities().contains(ability);
    }

    List<String> abilities() {
        return account.abilities();
    }

    List<SimulatedUser> users() {
        return account.users();
    }

    /// Users of these teams, each once; teams that are not seen have none.
    List<SimulatedUser> usersOf(List<String> teamIds) {
        return teamIds.stream()
                .map(this::team)
                .flatMap(Optional::stream)
                .flatMap(team -> account.membersOf(team.id()).stream())
                .map(member -> account.user(member.userId()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    Optional<SimulatedUser> user(String id) {
        return account.user(id);
    }

    List<SimulatedTeam> teams() {
        return seesAllTeams()
                ? account.teams()
                : account.teams().stream().filter(teamIsSeen).toList();
    }

    Optional<SimulatedTeam> team(String id) {
        return account.team(id).filter(teamIsSeen);
    }

    List<SimulatedTeam> teamsOf(SimulatedUser user) {
        return user.teamIds().stream().map(this::team).flatMap(Optional::stream).toList();
    }

    List<SimulatedMember> membersOf(SimulatedTeam team) {
        return account.membersOf(team.id());
    }

    /// What a test wants this object to say instead; usually nothing.
    Map<String, String> rawFields(String type, String id) {
        return account.rawFields(type, id);
    }

    private boolean seesAllTeams() {
        return self().map(user -> BaseRole.OWNER.is(user) || BaseRole.ADMIN.is(user))
                .orElse(true);
    }

    private Predicate<SimulatedTeam> teamIsSeen() {
        if (seesAllTeams()) {
            return team -> true;
        }
        var self = self().orElseThrow();
        boolean onlyOwn = BaseRole.RESTRICTED_ACCESS.is(self);
        return team -> account.isMember(team.id(), self.id()) || !(onlyOwn || team.isPrivate());
    }
}
