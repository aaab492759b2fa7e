package dev.muster.simulator.view;

import dev.muster.simulator.account.Filtering;
import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Allocation;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The account as one caller sees it. Endpoints get nothing else, so none can show too much.
///
/// An account key, an app, the owner and administrators see everything; an app only by addresses its scopes name.
/// Others do not see private teams they are not in;
/// Restricted Access sees no team it is not in; a Limited Stakeholder sees nothing but himself.
public final class View {

    private static final int SOLD_BY = 10;

    private final SimulatedAccount account;
    private final Optional<SimulatedUser> self;
    private final boolean seesAllTeams;
    private final Optional<List<String>> scopes;

    public View(SimulatedAccount account, Caller caller) {
        this.account = account;
        switch (caller) {
            case Caller.AccountKey() -> {
                self = Optional.empty();
                seesAllTeams = true;
                scopes = Optional.empty();
            }
            case Caller.App(var granted) -> {
                self = Optional.empty();
                seesAllTeams = true;
                scopes = Optional.of(granted);
            }
            case Caller.UserKey(var userId) -> {
                self = account.user(userId);
                seesAllTeams = is(BaseRole.OWNER, BaseRole.ADMIN);
                scopes = Optional.empty();
            }
        }
    }

    /// Whether the caller is an app whose scopes do not include this one. Keys have no scopes and lack none.
    public boolean lacks(String scope) {
        return scopes.filter(granted -> !granted.contains(scope)).isPresent();
    }

    /// The scopes of an app; none for keys.
    public List<String> scopes() {
        return scopes.orElse(List.of());
    }

    /// The user behind the key; none behind an account key or an app.
    public Optional<SimulatedUser> self() {
        return self;
    }

    /// Whether more than the own profile is shown.
    public boolean showsOthers() {
        return !is(BaseRole.READ_ONLY_LIMITED_USER);
    }

    /// Whether licence allocations can be read; Observers and those below cannot.
    public boolean showsLicences() {
        return !is(BaseRole.OBSERVER, BaseRole.RESTRICTED_ACCESS, BaseRole.READ_ONLY_USER);
    }

    public List<Allocation> allocations() {
        return account.allocations();
    }

    /// Full seats that nobody holds yet.
    ///
    /// @param used those that somebody holds
    public int fullSeatsLeft(int used) {
        return Math.max(0, account.fullSeats().orElse(used - used % SOLD_BY + SOLD_BY) - used);
    }

    /// None when the user has no licence.
    public Optional<Licence> licenceOf(SimulatedUser user) {
        return account.hasLicence(user) ? Optional.of(Licence.of(user)) : Optional.empty();
    }

    public boolean planHas(String ability) {
        return account.abilities().contains(ability);
    }

    public List<String> abilities() {
        return account.abilities();
    }

    public boolean planHas(PlanFeature feature) {
        return account.planHas(feature);
    }

    /// Whether it is an account key, or the key of the owner or an administrator.
    public boolean isAdministrator() {
        return seesAllTeams;
    }

    /// Where data leaves, what may be started, and who changed what.
    public ReachView reach() {
        return new ReachView(account, this);
    }

    public List<SimulatedUser> users() {
        return account.users();
    }

    /// Users of these teams, each once, in the order of all users; teams that are not seen have none.
    public List<SimulatedUser> usersOf(List<String> teamIds) {
        Set<String> members = teamIds.stream()
                .map(this::team)
                .flatMap(Optional::stream)
                .flatMap(team -> account.membersOf(team.id()).stream())
                .map(SimulatedMember::userId)
                .collect(Collectors.toSet());
        return account.users().stream()
                .filter(user -> members.contains(user.id()))
                .toList();
    }

    public Filtering filtering() {
        return account.filtering();
    }

    public Optional<SimulatedUser> user(String id) {
        return account.user(id);
    }

    public List<SimulatedTeam> teams() {
        return seesAllTeams
                ? account.teams()
                : account.teams().stream().filter(this::isSeen).toList();
    }

    public Optional<SimulatedTeam> team(String id) {
        return account.team(id).filter(this::isSeen);
    }

    List<SimulatedTeam> teamsOf(SimulatedUser user) {
        return teams(user.teamIds());
    }

    public List<SimulatedMember> membersOf(SimulatedTeam team) {
        return account.membersOf(team.id());
    }

    /// What a test wants this object to say instead; usually nothing.
    public Map<String, String> rawFields(String type, String id) {
        return account.rawFields(type, id);
    }

    public OnCallView onCall() {
        return new OnCallView(this, account.onCallSetup());
    }

    /// Whether what belongs to these teams is shown. Teams that are gone own nothing; Restricted Access sees
    /// nothing that belongs to none.
    boolean showsObjectsOf(List<String> teamIds) {
        if (seesAllTeams) {
            return true;
        }
        List<SimulatedTeam> owners =
                teamIds.stream().flatMap(id -> account.team(id).stream()).toList();
        return owners.isEmpty()
                ? !is(BaseRole.RESTRICTED_ACCESS)
                : owners.stream().anyMatch(this::isSeen);
    }

    /// Those of these teams that are seen.
    public List<SimulatedTeam> teams(List<String> ids) {
        return ids.stream().map(this::team).flatMap(Optional::stream).toList();
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
