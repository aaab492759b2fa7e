package dev.muster.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The account as one caller sees it. Endpoints get nothing else, so none can show too much.
///
/// An account key, the owner and administrators see everything. Others do not see private teams they are not in;
/// Restricted Access sees no team it is not in; a Limited Stakeholder sees nothing but himself.
final class View {

    private final SimulatedAccount account;
    private final Optional<SimulatedUser> self;
    private final boolean seesAllTeams;

    View(SimulatedAccount account, Caller caller) {
        this.account = account;
        switch (caller) {
            case Caller.AccountKey() -> {
                self = Optional.empty();
                seesAllTeams = true;
            }
            case Caller.UserKey(var userId) -> {
                self = account.user(userId);
                seesAllTeams = is(BaseRole.OWNER, BaseRole.ADMIN);
            }
        }
    }

    /// The user behind the key; none behind an account key.
    Optional<SimulatedUser> self() {
        return self;
    }

    /// Whether more than the own profile is shown.
    boolean showsOthers() {
        return !is(BaseRole.READ_ONLY_LIMITED_USER);
    }

    /// Whether licence allocations can be read; Observers and those below cannot.
    boolean showsLicences() {
        return !is(BaseRole.OBSERVER, BaseRole.RESTRICTED_ACCESS, BaseRole.READ_ONLY_USER);
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
                .map(SimulatedMember::userId)
                .distinct()
                .flatMap(userId -> account.user(userId).stream())
                .toList();
    }

    Optional<SimulatedUser> user(String id) {
        return account.user(id);
    }

    List<SimulatedTeam> teams() {
        return seesAllTeams
                ? account.teams()
                : account.teams().stream().filter(this::isSeen).toList();
    }

    Optional<SimulatedTeam> team(String id) {
        return account.team(id).filter(this::isSeen);
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

    private boolean isSeen(SimulatedTeam team) {
        if (seesAllTeams
                || self.filter(user -> account.isMember(team.id(), user.id())).isPresent()) {
            return true;
        }
        return !team.isPrivate() && !is(BaseRole.RESTRICTED_ACCESS);
    }

    private boolean is(BaseRole... roles) {
        return self.filter(user -> Arrays.stream(roles).anyMatch(role -> role.is(user)))
                .isPresent();
    }
}
