package dev.muster.simulator.days;

import dev.muster.simulator.account.Actors;
import dev.muster.simulator.account.AuditedAccount;
import dev.muster.simulator.account.Cast;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// What may happen on a day, one thing at a time. What finds nothing to happen to does nothing. The owner stays.
final class Day {

    private static final List<String> TEAM_ROLES = List.of("observer", "responder", "manager");
    private static final List<BaseRole> BASE_ROLES =
            List.of(BaseRole.USER, BaseRole.LIMITED_USER, BaseRole.OBSERVER, BaseRole.ADMIN);
    /// Most who come are there to be called, few to rule.
    private static final List<BaseRole> ROLES_OF_NEWCOMERS = List.of(
            BaseRole.LIMITED_USER,
            BaseRole.LIMITED_USER,
            BaseRole.LIMITED_USER,
            BaseRole.USER,
            BaseRole.USER,
            BaseRole.OBSERVER,
            BaseRole.ADMIN);

    private final SimulatedAccount account;
    private final Random random;
    private final Set<String> spared;
    private final Cast cast;
    private Instant now = Instant.EPOCH;

    /// @param spared ids of users and teams to whom nothing happens by chance
    Day(SimulatedAccount account, Random random, Set<String> spared) {
        this.account = account;
        this.random = random;
        this.spared = spared;
        this.cast = new Cast(
                random,
                account.users().stream()
                        .map(user -> user.email().replaceFirst("@.*", ""))
                        .collect(Collectors.toSet()));
    }

    void actingAt(Instant time) {
        now = time;
    }

    /// Comes into the account and at once into a team, if there is one.
    void joins() {
        String id = newId();
        var person = cast.anyone();
        var actor = actor();
        actor.addUser(SimulatedUser.named(id, person.name(), person.mailbox() + "@acme.example")
                .withRole(oneOf(ROLES_OF_NEWCOMERS).value())
                .withInvitationSent(random.nextBoolean()));
        List<SimulatedTeam> teams = teams();
        if (!teams.isEmpty()) {
            actor.addMember(oneOf(teams).id(), id, oneOf(TEAM_ROLES));
        }
    }

    void leaves() {
        List<SimulatedUser> people = changeable();
        if (!people.isEmpty()) {
            actor().removeUser(oneOf(people).id());
        }
    }

    void changesRole() {
        List<SimulatedUser> people = changeable();
        if (!people.isEmpty()) {
            var user = oneOf(people);
            List<BaseRole> others =
                    BASE_ROLES.stream().filter(role -> !role.is(user)).toList();
            actor().setRole(user.id(), oneOf(others).value());
        }
    }

    /// Takes another family name.
    void changesName() {
        List<SimulatedUser> people = changeable();
        if (!people.isEmpty()) {
            var user = oneOf(people);
            actor().rename(user.id(), user.name().replaceFirst(" .*", "") + " " + cast.familyName());
        }
    }

    void makesTeam() {
        String id = newId();
        actor().addTeam(SimulatedTeam.named(id, "Project " + cast.familyName()));
    }

    void removesTeam() {
        List<SimulatedTeam> teams = teams();
        if (!teams.isEmpty()) {
            actor().removeTeam(oneOf(teams).id());
        }
    }

    void hidesTeam() {
        List<SimulatedTeam> open =
                teams().stream().filter(team -> !team.isPrivate()).toList();
        if (!open.isEmpty()) {
            actor().makePrivate(oneOf(open).id());
        }
    }

    /// Somebody comes into a team, leaves it or gets another team role there.
    void changesMembers() {
        List<SimulatedTeam> teams = teams();
        if (teams.isEmpty()) {
            return;
        }
        String team = oneOf(teams).id();
        List<SimulatedMember> members = account.membersOf(team).stream()
                .filter(member -> account.user(member.userId()).isPresent() && !spared.contains(member.userId()))
                .toList();
        switch (members.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> joins(team);
            case 1 -> actor().removeMember(team, oneOf(members).userId());
            default -> changesTeamRole(team, oneOf(members));
        }
    }

    private void joins(String team) {
        List<SimulatedUser> outside = account.users().stream()
                .filter(user -> !user.role().startsWith("read_only") && !account.isMember(team, user.id()))
                .filter(user -> !spared.contains(user.id()))
                .toList();
        if (!outside.isEmpty()) {
            actor().addMember(team, oneOf(outside).id(), oneOf(TEAM_ROLES));
        }
    }

    private void changesTeamRole(String team, SimulatedMember member) {
        List<String> others =
                TEAM_ROLES.stream().filter(role -> !role.equals(member.role())).toList();
        actor().setMemberRole(team, member.userId(), oneOf(others));
    }

    private List<SimulatedUser> changeable() {
        return account.users().stream()
                .filter(user -> !BaseRole.OWNER.is(user) && !spared.contains(user.id()))
                .toList();
    }

    private List<SimulatedTeam> teams() {
        return account.teams().stream()
                .filter(team -> !spared.contains(team.id()))
                .toList();
    }

    private AuditedAccount actor() {
        return account.audited(() -> now, Actors.of(account, random));
    }

    /// No user and no team has it.
    private String newId() {
        String id = new Ids(random).next();
        return account.user(id).isPresent() || account.team(id).isPresent() ? newId() : id;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
