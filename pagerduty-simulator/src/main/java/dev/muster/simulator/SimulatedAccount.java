package dev.muster.simulator;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the simulated PagerDuty account holds. May be changed while it is being read; safe for many threads. A
/// change is seen from the next page on; the rows of a page are those of one moment.
public final class SimulatedAccount {

    private final long seed;
    private final Roster<SimulatedUser> users = new Roster<>();
    private final Roster<SimulatedTeam> teams = new Roster<>();
    private final Map<String, Roster<SimulatedMember>> members = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> rawFields = new ConcurrentHashMap<>();
    private volatile List<String> abilities = List.of(
            "teams",
            "sso",
            "read_only_users",
            "permissions_service",
            "team_responders",
            "manage_api_keys",
            "manage_schedules",
            "service_support_hours",
            "urgencies",
            "advanced_reports",
            "event_rules");

    private SimulatedAccount(long seed) {
        this.seed = seed;
    }

    /// An account of that size; the same numbers give the same account, down to the last id.
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
        var account = new SimulatedAccount(seed);
        new AccountGenerator(account, seed).fill(users, teams);
        return account;
    }

    /// An account with nobody in it, for tests that name everyone themselves.
    public static SimulatedAccount empty() {
        return new SimulatedAccount(0);
    }

    long seed() {
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

    /// What the plan includes, as `/abilities` tells it.
    public List<String> abilities() {
        return abilities;
    }

    /// Adds the user, or replaces the one of that id.
    public void addUser(SimulatedUser user) {
        users.put(user.id(), user);
    }

    /// Removes the user everywhere, as PagerDuty does.
    public void removeUser(String id) {
        forgetUser(id);
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
        abilities = List.copyOf(names);
    }

    /// From now on `/users` and `/users/{id}` say `json` for this field of this user, whatever it should be. A
    /// field the API does not know is added.
    ///
    /// @param json any JSON value, written as it is: `null`, `42`, `"text"`
    public void putRawUserField(String userId, String field, String json) {
        putRaw("user", userId, field, json);
    }

    /// The same for `/teams` and `/teams/{id}`.
    public void putRawTeamField(String teamId, String field, String json) {
        putRaw("team", teamId, field, json);
    }

    Map<String, String> rawFields(String type, String id) {
        return rawFields.isEmpty() ? Map.of() : rawFields.getOrDefault(rawKey(type, id), Map.of());
    }

    private void putRaw(String type, String id, String field, String json) {
        rawFields
                .computeIfAbsent(rawKey(type, id), key -> new ConcurrentHashMap<>())
                .put(field, json);
    }

    private static String rawKey(String type, String id) {
        return type + "/" + id;
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
