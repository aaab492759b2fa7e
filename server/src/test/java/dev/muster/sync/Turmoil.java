package dev.muster.sync;

import dev.muster.simulator.account.AuditedAccount;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes a simulated account at random, as months of people coming and going would.
final class Turmoil {
    private static final List<String> ROLES =
            List.of("admin", "user", "limited_user", "observer", "restricted_access", "brand_new_role");
    private static final List<String> TEAM_ROLES = List.of("manager", "responder", "observer", "brand_new_role");

    private final SimulatedAccount account;
    private final AuditedAccount audited;
    private final Random random;
    private int made;
    private Trail trail = Trail.TOLD;

    Turmoil(SimulatedAccount account, Random random) {
        this.account = account;
        this.audited = account.audited(InstantSource.system(), SimulatedActor.app("PAPP001", "People who come and go"));
        this.random = random;
    }

    /// Whether list of users and audit trail tell all that happened, so that a reading of what they tell is enough.
    enum Trail {
        TOLD,
        UNTOLD
    }

    /// Some changes; few ids, so that they come back and meet again.
    Trail strike() {
        trail = Trail.TOLD;
        for (int change = random.nextInt(12); change > 0; change--) {
            strikeOnce();
        }
        return trail;
    }

    private void strikeOnce() {
        String user = anyUser();
        String team = anyTeam();
        switch (random.nextInt(10)) {
            case 0 -> account.addUser(newUser());
            case 1 -> account.removeUser(user);
            case 2 -> account.forgetUser(user);
            case 3 -> account.setRole(user, oneOf(ROLES));
            case 4 -> account.user(user).ifPresent(old -> account.addUser(old.withName("Renamed " + ++made)));
            case 5 -> account.addTeam(SimulatedTeam.named("PT%05d".formatted(random.nextInt(5)), "Team " + ++made));
            case 6 -> account.removeTeam(team);
            case 7 -> audited.addMember(team, user, oneOf(TEAM_ROLES));
            case 8 -> audited.removeMember(team, user);
            default -> addGhost(team);
        }
    }

    private void addGhost(String team) {
        account.addMember(team, "PGHOST" + random.nextInt(3), oneOf(TEAM_ROLES));
        trail = Trail.UNTOLD;
    }

    /// What a list of who has what must say now.
    Set<String> truth() {
        Set<String> truth = new TreeSet<>();
        account.users().forEach(user -> {
            truth.add("account %s %s %s %s"
                    .formatted(user.id(), user.name(), user.email(), user.invitationSent() ? "invited" : "active"));
            truth.add("grant %s %s on account".formatted(user.id(), user.role()));
        });
        account.teams().forEach(team -> {
            truth.add("team %s %s".formatted(team.id(), team.name()));
            account.membersOf(team.id()).forEach(member -> addMember(truth, team, member));
        });
        account.reach().connections().forEach(connection -> addMaker(truth, connection.createdBy()));
        return truth;
    }

    /// A connection names who made it; a member list tells of the same person that it is a former user.
    private void addMaker(Set<String> truth, @Nullable SimulatedReference maker) {
        if (maker != null
                && maker.type().equals("user_reference")
                && account.user(maker.id()).isEmpty()
                && !truth.contains("account %s Former user - absent".formatted(maker.id()))) {
            truth.add("account %s %s - absent".formatted(maker.id(), maker.summary()));
        }
    }

    private void addMember(Set<String> truth, SimulatedTeam team, SimulatedMember member) {
        truth.add("grant %s %s on %s".formatted(member.userId(), member.role(), team.id()));
        if (account.user(member.userId()).isEmpty()) {
            truth.add("account %s Former user - absent".formatted(member.userId()));
        }
    }

    private SimulatedUser newUser() {
        String id = random.nextBoolean() ? "PGHOST" + random.nextInt(3) : "PU%05d".formatted(random.nextInt(5));
        return SimulatedUser.named(id, "New " + ++made, "new%d@acme.example".formatted(made))
                .withRole(oneOf(ROLES))
                .withInvitationSent(random.nextBoolean());
    }

    private String anyUser() {
        List<SimulatedUser> users = account.users();
        if (users.isEmpty()) {
            account.addUser(newUser());
        }
        return oneOf(account.users()).id();
    }

    private String anyTeam() {
        if (account.teams().isEmpty()) {
            account.addTeam(SimulatedTeam.named("PT00000", "Team " + ++made));
        }
        return oneOf(account.teams().stream().map(SimulatedTeam::id).collect(Collectors.toList()));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
