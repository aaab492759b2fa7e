package dev.muster.simulator.account;

import dev.muster.simulator.objects.Allocation;
import dev.muster.simulator.objects.AuditTrail;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.Present;
import dev.muster.simulator.objects.Reach;
import dev.muster.simulator.objects.Roster;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// What the simulated PagerDuty account holds. May be changed while it is being read; safe for many threads. A
/// change is seen from the next page on; the rows of a page are those of one moment.
public final class SimulatedAccount {

    /// Parts the chances of policies and schedules from those of users and teams, which stay what they are.
    private static final long ON_CALL = 0x6F6E63616C6CL;
    /// Parts those of what rests on what from all of them.
    private static final long DEPENDENCIES = 0x72657374736F6EL;
    /// Abilities that come with Advanced Permissions. Which of them says so is not documented.
    private static final List<String> ADVANCED_PERMISSIONS = List.of("permissions_service", "team_responders");

    private final long seed;
    private final Roster<SimulatedUser> users = new Roster<>();
    private final Roster<SimulatedTeam> teams = new Roster<>();
    private final Map<String, Roster<SimulatedMember>> members = new ConcurrentHashMap<>();
    private final RawFields rawFields = new RawFields();
    private final Plan plan = new Plan();
    private final OnCallSetup onCallSetup = new OnCallSetup();
    private final Allocations allocations = new Allocations();
    private final Filtering filtering = new Filtering();
    private final Present present = new Present();
    private final Reach reach = new Reach(present);
    private final AuditTrail audit = new AuditTrail(present);

    private SimulatedAccount(long seed) {
        this.seed = seed;
    }

    /// An account of that size, with policies, schedules and services in proportion; the same numbers give the
    /// same account, down to the last id.
    ///
    /// From 50 users on it holds all eight base roles. One invitation in fifty users, at least one from two users
    /// on, is not yet accepted.
    ///
    /// @throws IllegalArgumentException when a number is negative
    public static SimulatedAccount of(int users, int teams, long seed) {
        if (users < 0 || teams < 0) {
            throw new IllegalArgumentException(
                    "An account cannot have %d users and %d teams; use 0 or more".formatted(users, teams));
        }
        return of(AccountSizes.of(users, teams), seed);
    }

    /// An account of exactly these sizes. Its users and teams are those of every account with as many of them
    /// and the same seed.
    ///
    /// @throws IllegalArgumentException when more are to be on call than its policies can page
    public static SimulatedAccount of(AccountSizes sizes, long seed) {
        var account = new SimulatedAccount(seed);
        new AccountGenerator(account, seed).fill(sizes.users(), sizes.teams());
        var random = new Random(seed ^ ON_CALL);
        new ScheduleGenerator(account, random).fill(sizes.schedules(), sizes.shiftSchedules());
        new PolicyGenerator(account, random).fill(sizes.policies());
        new OnCallGenerator(account.onCallSetup).fill(sizes.onCalls());
        new ServiceGenerator(account, random).fill(sizes.services(), sizes.businessServices());
        new DependencyGenerator(account, new Random(seed ^ DEPENDENCIES)).fill();
        new ReachGenerator(account, seed).fill();
        new PastGenerator(account, seed).fill();
        return account;
    }

    /// The account of [#of] before its plan had Advanced Permissions: without their abilities, and with the five
    /// roles there were before them. Observers and Restricted Access are limited users then, both stakeholders are
    /// one.
    public static SimulatedAccount ofBasicTier(int users, int teams, long seed) {
        var account = of(users, teams, seed);
        account.users()
                .forEach(user -> account.setRole(user.id(), BaseRole.of(user).beforeAdvancedPermissions()));
        account.teams().forEach(team -> account.addTeam(team.asPublic()));
        account.setAbilities(account.abilities().stream()
                .filter(ability -> !ADVANCED_PERMISSIONS.contains(ability))
                .toList());
        return account;
    }

    /// Users and teams only; that share of the users is in teams of forty, every third of them in two.
    ///
    /// @param percentInTeams 0 to 100
    public static SimulatedAccount ofUsers(int users, int percentInTeams, long seed) {
        var account = of(new AccountSizes(users, 0, 0, 0, 0, 0, 0, 0), seed);
        new TeamGenerator(account, new Random(seed)).fillWithShare(percentInTeams);
        return account;
    }

    /// An account with nobody in it, for tests that name everyone themselves.
    public static SimulatedAccount empty() {
        return new SimulatedAccount(0);
    }

    public long seed() {
        return seed;
    }

    /// Everyone, in the order of `/users`.
    public List<SimulatedUser> users() {
        return users.list();
    }

    public Optional<SimulatedUser> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /// Every team, private ones too, in the order of `/teams`.
    public List<SimulatedTeam> teams() {
        return teams.list();
    }

    public Optional<SimulatedTeam> team(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    /// Members in the order they joined; none when there is no such team.
    public List<SimulatedMember> membersOf(String teamId) {
        var roster = members.get(teamId);
        return roster == null ? List.of() : roster.list();
    }

    /// Whether the member list of the team names the user.
    public boolean isMember(String teamId, String userId) {
        var roster = members.get(teamId);
        return roster != null && roster.get(userId) != null;
    }

    /// Policies, schedules, services, and who is on call.
    public OnCallSetup onCallSetup() {
        return onCallSetup;
    }

    /// What the plan includes, as `/abilities` tells it.
    public List<String> abilities() {
        return plan.abilities();
    }

    /// Webhooks, extensions, workflow connections and triggers; tokens; labels.
    public Reach reach() {
        return reach;
    }

    /// Who changed what. The setters of this class leave no record; those of [#audited] do.
    public AuditTrail audit() {
        return audit;
    }

    /// The account as this actor changes it: every change leaves its records in the audit trail.
    ///
    /// @param clock what the time of each change is taken from
    public AuditedAccount audited(InstantSource clock, SimulatedActor actor) {
        return new AuditedAccount(this, clock, actor);
    }

    public Filtering filtering() {
        return filtering;
    }

    public Present present() {
        return present;
    }

    public boolean planHas(PlanFeature feature) {
        return plan.has(feature);
    }

    /// From now on the plan lacks this: its addresses answer 402.
    public void takeFromPlan(PlanFeature feature) {
        plan.lose(feature);
    }

    /// Adds the user, or replaces the one of that id.
    public void addUser(SimulatedUser user) {
        users.put(user.id(), user);
    }

    /// Removes the user as PagerDuty does: he leaves his teams and is on call no longer, but policies and
    /// schedules go on naming him.
    public void removeUser(String id) {
        forgetUser(id);
        onCallSetup.removeOnCalls(onCall -> onCall.userId().equals(id));
        members.values().forEach(roster -> roster.remove(id));
    }

    /// Removes the user but leaves the member lists that name him: references to nobody.
    public void forgetUser(String id) {
        users.remove(id);
    }

    /// @param rawValue as the API will say it, known or not
    public void setRole(String userId, String rawValue) {
        existingUser(userId);
        users.change(userId, user -> user.withRole(rawValue));
    }

    /// Adds the team with nobody in it, or replaces the one of that id and keeps its members.
    public void addTeam(SimulatedTeam team) {
        teams.put(team.id(), team);
        members.computeIfAbsent(team.id(), id -> new Roster<>());
    }

    /// Removes the team, its member list, and its name from everyone's `teams`.
    public void removeTeam(String id) {
        teams.remove(id);
        members.remove(id);
        users().stream()
                .filter(user -> user.teamIds().contains(id))
                .forEach(user -> users.change(user.id(), now -> now.leaving(id)));
    }

    /// Adds the user to the member list and, when the account has him, the team to his `teams`. A user who is in
    /// the team already gets the new role.
    ///
    /// @param userId may be nobody's: then the member list refers to a user who is gone
    /// @throws NoSuchElementException when there is no such team
    public void addMember(String teamId, String userId, String role) {
        memberList(teamId).put(userId, new SimulatedMember(userId, role));
        users.change(userId, user -> user.joining(teamId));
    }

    /// Takes the user out of the member list and the team out of his `teams`.
    ///
    /// @throws NoSuchElementException when there is no such team
    public void removeMember(String teamId, String userId) {
        memberList(teamId).remove(userId);
        users.change(userId, user -> user.leaving(teamId));
    }

    /// Takes the user out of the member list and leaves the team in his `teams`.
    ///
    /// @throws NoSuchElementException when there is no such team
    public void forgetMember(String teamId, String userId) {
        memberList(teamId).remove(userId);
    }

    /// @throws NoSuchElementException when there is no such team
    public void setMemberRole(String teamId, String userId, String rawValue) {
        memberList(teamId).change(userId, member -> new SimulatedMember(userId, rawValue));
    }

    /// Lets the user's own `teams` name these, whatever the member lists say.
    public void setTeamsOf(String userId, List<String> teamIds) {
        existingUser(userId);
        users.change(userId, user -> user.withTeams(teamIds));
    }

    /// Replaces what the plan includes. Without `teams` every team address answers 402.
    public void setAbilities(List<String> names) {
        plan.setAbilities(names);
    }

    /// Takes the licence of the user away. He stays in the account, without a line in `/license_allocations`.
    public void withdrawLicence(String userId) {
        allocations.withdraw(userId);
    }

    /// Gives a licence: back to a user it was withdrawn from, or to an id that no user has, as a full user's.
    public void allocateLicence(String userId) {
        allocations.give(userId, user(userId).isPresent());
    }

    /// Full seats that were bought; empty when there are always some more than are used.
    public OptionalInt fullSeats() {
        return plan.fullSeats();
    }

    /// From now on there are so many full seats, whoever comes.
    public void buyFullSeats(int number) {
        plan.setFullSeats(number);
    }

    public List<Allocation> allocations() {
        return allocations.of(this);
    }

    public boolean hasLicence(SimulatedUser user) {
        return allocations.has(user);
    }

    /// From now on `/users` and `/users/{id}` say `json` for this field of this user, whatever it should be. A
    /// field the API does not know is added.
    ///
    /// @param json any JSON value, written as it is: `null`, `42`, `"text"`
    public void putRawUserField(String userId, String field, String json) {
        putRawField("user", userId, field, json);
    }

    /// The same for `/teams` and `/teams/{id}`.
    public void putRawTeamField(String teamId, String field, String json) {
        putRawField("team", teamId, field, json);
    }

    /// The same for any object in the list it stands in.
    ///
    /// @param type as the object says it: `escalation_policy`; `oncall`, `audit_record`, `member`,
    ///             `license_allocation` and `oauth_delegation` for what has none
    /// @param id   the object's; [SimulatedOnCall#id], [SimulatedMember#idIn], or the user's of an allocation
    public void putRawField(String type, String id, String field, String json) {
        rawFields.put(type, id, field, json);
    }

    public Map<String, String> rawFields(String type, String id) {
        return rawFields.of(type, id);
    }

    private SimulatedUser existingUser(String id) {
        return user(id).orElseThrow(() -> new NoSuchElementException(
                "The simulated account has no user %s; add one, or take an id from users()".formatted(id)));
    }

    private Roster<SimulatedMember> memberList(String teamId) {
        var roster = members.get(teamId);
        if (roster == null) {
            throw new NoSuchElementException(
                    "The simulated account has no team %s; add one, or take an id from teams()".formatted(teamId));
        }
        return roster;
    }
}
