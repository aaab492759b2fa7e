package dev.muster.simulator.account;

import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Fills the teams of an account that has its users already. Stakeholders join none. Some people join none, some many.
final class TeamGenerator {

    private static final List<String> NAMES = List.of(
            "Payments",
            "Checkout",
            "Search",
            "Identity & Access",
            "Platform",
            "Data Warehouse",
            "Mobile Apps",
            "Site Reliability",
            "Customer Support",
            "Billing",
            "Logistics",
            "Recommendations",
            "Security Response",
            "Network Operations",
            "Storefront",
            "Notifications",
            "Fraud Prevention",
            "Developer Experience",
            "Internal Tools",
            "Atención al Cliente",
            "Betrieb München",
            "Partner Integrations");

    private static final int TEAMS_PER_PRIVATE = 7;
    private static final int LARGEST = 500;
    private static final int MEMBERS_PER_EXCEPTION = 12;
    private static final int AVERAGE = 40;

    private final SimulatedAccount account;
    private final Random random;
    private final Ids ids;
    private final List<SimulatedUser> users;
    private final List<SimulatedUser> joining;

    /// The users are asked for once: every member who is added changes their list.
    TeamGenerator(SimulatedAccount account, Random random) {
        this.account = account;
        this.random = random;
        this.ids = new Ids(random);
        this.users = account.users();
        this.joining = users.stream().filter(TeamGenerator::joinsTeams).toList();
    }

    void fill(int count) {
        for (int i = 0; i < count; i++) {
            boolean sharesIdWithUser = i == count - 1 && !users.isEmpty();
            var team = team(i, sharesIdWithUser ? users.getLast().id() : ids.next());
            account.addTeam(team);
            addMembers(team, size(i));
        }
    }

    /// Puts a share of everyone, stakeholders too, into as many teams as they need.
    void fillWithShare(int percent) {
        List<SimulatedUser> members =
                users.stream().filter(user -> random.nextInt(100) < percent).toList();
        List<SimulatedTeam> teams = IntStream.range(0, Math.ceilDiv(members.size(), AVERAGE))
                .mapToObj(i -> team(i, ids.next()))
                .toList();
        teams.forEach(account::addTeam);
        for (SimulatedUser user : members) {
            int memberships = random.nextInt(3) == 0 ? 2 : 1;
            for (int i = 0; i < memberships; i++) {
                account.addMember(teams.get(random.nextInt(teams.size())).id(), user.id(), teamRole(user));
            }
        }
    }

    private SimulatedTeam team(int index, String id) {
        int round = index / NAMES.size() + 1;
        String base = NAMES.get(index % NAMES.size());
        String name = round == 1 ? base : base + " " + round;
        String description = random.nextInt(3) == 0 ? null : "Answers for %s, day and night".formatted(name);
        boolean hidden = index % TEAMS_PER_PRIVATE == 2;
        return new SimulatedTeam(id, name, description, hidden ? SimulatedTeam.PRIVATE : SimulatedTeam.PUBLIC);
    }

    /// The first team is big enough to need several pages in a big account; the others vary around an average that
    /// grows with the logarithm of the account: 10 members of 60 users, 27 of 2000, 35 of 9500.
    private int size(int index) {
        int atMost = joining.size() * 4 / 5;
        if (index == 0) {
            return Math.min(LARGEST, joining.size() / 3);
        }
        int average = (int) Math.max(3, 10 + 5 * Math.log(users.size() / 60.0));
        return Math.min(atMost, average / 3 + random.nextInt(average * 4 / 3));
    }

    private void addMembers(SimulatedTeam team, int size) {
        Set<String> chosen = new HashSet<>();
        while (chosen.size() < size) {
            var user = joining.get(random.nextInt(joining.size()));
            if (chosen.add(user.id())) {
                account.addMember(team.id(), user.id(), teamRole(user));
            }
        }
    }

    /// The default of the base role, save for a few that somebody changed by hand.
    private String teamRole(SimulatedUser user) {
        boolean responder = BaseRole.LIMITED_USER.is(user) || BaseRole.USER.is(user);
        if (responder && random.nextInt(MEMBERS_PER_EXCEPTION) == 0) {
            return BaseRole.LIMITED_USER.is(user) ? "manager" : "responder";
        }
        return BaseRole.of(user).defaultTeamRole();
    }

    private static boolean joinsTeams(SimulatedUser user) {
        return !BaseRole.of(user).isStakeholder();
    }
}
