package dev.muster.simulator.account;

import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives generated objects a team, the people of that team, and a name no other object of their kind has.
final class Owners {

    private static final int TEAMLESS_IN_PERCENT = 15;
    private static final List<String> SUBJECTS = List.of(
            "Data Centre",
            "Office Network",
            "Vendor Gateway",
            "Legacy Mainframe",
            "Shared Cluster",
            "Corporate Website",
            "Backup & Restore");

    private final SimulatedAccount account;
    private final RandomGenerator random;
    private final List<SimulatedTeam> teams;
    private final List<String> pageable;
    private final Map<String, Integer> names = new HashMap<>();

    /// @param team none for an object that belongs to nobody in particular
    record Owner(@Nullable SimulatedTeam team) {
        List<String> teamIds() {
            return Optional.ofNullable(team).map(SimulatedTeam::id).stream().toList();
        }
    }

    Owners(SimulatedAccount account, RandomGenerator random) {
        this.account = account;
        this.random = random;
        this.teams = account.teams().stream()
                .filter(team -> !account.membersOf(team.id()).isEmpty())
                .toList();
        this.pageable = account.users().stream()
                .filter(user -> !BaseRole.of(user).isStakeholder())
                .map(SimulatedUser::id)
                .toList();
    }

    /// Any team that has members, or none.
    Owner next() {
        boolean teamless = random.nextInt(100) < TEAMLESS_IN_PERCENT || teams.isEmpty();
        return new Owner(teamless ? null : oneOf(teams));
    }

    /// `Payments Primary`, and `Payments Primary 2` the next time.
    String name(Owner owner, List<String> kinds) {
        String subject = owner.team() == null ? oneOf(SUBJECTS) : owner.team().name();
        String name = subject + " " + oneOf(kinds);
        int times = names.merge(name, 1, Integer::sum);
        return times == 1 ? name : name + " " + times;
    }

    /// One whom the owner's objects may page: a member, so that paging him makes nobody a member who is none
    /// yet.
    String person(Owner owner) {
        return owner.team() == null
                ? oneOf(pageable)
                : oneOf(account.membersOf(owner.team().id())).userId();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
