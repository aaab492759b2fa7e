package dev.muster.simulator.account;

import static dev.muster.simulator.objects.SimulatedReference.to;

import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Details;
import dev.muster.simulator.objects.SimulatedChange.Field;
import dev.muster.simulator.objects.SimulatedChange.References;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;

/// The account as one actor changes it: every change leaves the records in the audit trail that PagerDuty would write.
/// What changed a member list is always among them.
///
/// Made by [SimulatedAccount#audited].
public final class AuditedAccount {

    private final SimulatedAccount account;
    private final InstantSource clock;
    private final SimulatedActor actor;

    AuditedAccount(SimulatedAccount account, InstantSource clock, SimulatedActor actor) {
        this.account = account;
        this.clock = clock;
        this.actor = actor;
    }

    public void addUser(SimulatedUser user) {
        account.addUser(user);
        write(
                to(user),
                "create",
                Details.of(
                        to(user),
                        new Field("name", null, user.name()),
                        new Field("email", null, user.email()),
                        new Field("role", null, user.role())));
    }

    /// Takes the user out of his teams first.
    ///
    /// @throws NoSuchElementException when there is no such user
    public void removeUser(String id) {
        var user = user(id);
        account.teams().stream()
                .filter(team -> account.isMember(team.id(), id))
                .forEach(team -> removeMember(team.id(), id));
        account.removeUser(id);
        write(to(user), "delete", Details.of(to(user)));
    }

    /// @throws NoSuchElementException when there is no such user
    public void setRole(String userId, String role) {
        var user = user(userId);
        account.setRole(userId, role);
        write(to(user), "update", Details.of(to(user), new Field("role", user.role(), role)));
    }

    /// @throws NoSuchElementException when there is no such user
    public void rename(String userId, String name) {
        var user = user(userId);
        account.addUser(user.withName(name));
        write(to(user), "update", Details.of(to(user), new Field("name", user.name(), name)));
    }

    public void addTeam(SimulatedTeam team) {
        account.addTeam(team);
        write(to(team), "create", Details.of(to(team), new Field("teamName", null, team.name())));
    }

    /// @throws NoSuchElementException when there is no such team
    public void removeTeam(String id) {
        var team = team(id);
        account.removeTeam(id);
        write(to(team), "delete", Details.of(to(team)));
    }

    /// @throws NoSuchElementException when there is no such team
    public void makePrivate(String teamId) {
        var team = team(teamId);
        account.addTeam(team.asPrivate());
        var change = new Field("default_role", team.defaultRole(), SimulatedTeam.PRIVATE);
        write(to(team), "update", Details.of(to(team), change));
    }

    /// @throws NoSuchElementException when there is no such user or team
    public void addMember(String teamId, String userId, String role) {
        var team = team(teamId);
        var user = user(userId);
        account.addMember(teamId, userId, role);
        write(to(team), "update", Details.of(to(team), References.added("members", to(user))));
        write(to(team), "update", Details.of(to(user), new Field("team_role", null, role)));
    }

    /// @throws NoSuchElementException when there is no such user or team
    public void removeMember(String teamId, String userId) {
        var team = team(teamId);
        var user = user(userId);
        account.removeMember(teamId, userId);
        write(to(team), "update", Details.of(to(team), References.removed("members", to(user))));
    }

    /// @throws NoSuchElementException when there is no such user or team, or he is not in it
    public void setMemberRole(String teamId, String userId, String role) {
        var team = team(teamId);
        var user = user(userId);
        String before = account.membersOf(teamId).stream()
                .filter(member -> member.userId().equals(userId))
                .map(SimulatedMember::role)
                .findFirst()
                .orElseThrow(() -> missing("member %s in team %s".formatted(userId, teamId)));
        account.setMemberRole(teamId, userId, role);
        write(to(team), "update", Details.of(to(user), new Field("team_role", before, role)));
    }

    private void write(SimulatedReference on, String action, Details details) {
        var trail = account.audit();
        String id = trail.nextId();
        trail.add(new SimulatedChange(
                id, clock.instant().truncatedTo(ChronoUnit.MILLIS), "request-" + id, actor, on, action, details));
    }

    private SimulatedUser user(String id) {
        return account.user(id).orElseThrow(() -> missing("user " + id));
    }

    private SimulatedTeam team(String id) {
        return account.team(id).orElseThrow(() -> missing("team " + id));
    }

    private static NoSuchElementException missing(String what) {
        return new NoSuchElementException("The simulated account has no %s, so nothing was changed".formatted(what));
    }
}
