package dev.muster.simulator.account;

import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Fills an account with people first and then with teams. Everything comes from one seeded source, asked in a
/// fixed order, so the same sizes and seed give the same account.
final class AccountGenerator {

    /// Share of the users in each role, in thousandths. What is left over becomes `limited_user`.
    private static final Map<BaseRole, Integer> SHARES = new EnumMap<>(Map.of(
            BaseRole.ADMIN, 20,
            BaseRole.USER, 370,
            BaseRole.OBSERVER, 80,
            BaseRole.RESTRICTED_ACCESS, 30,
            BaseRole.READ_ONLY_USER, 100,
            BaseRole.READ_ONLY_LIMITED_USER, 40));

    private static final int ALL_ROLES_FROM = 50;
    private static final int USERS_PER_INVITATION = 50;
    private static final int LIMITED_USERS_PER_MACHINE = 12;

    private static final List<String> TIME_ZONES = List.of(
            "Europe/Madrid",
            "America/New_York",
            "Asia/Kolkata",
            "Etc/UTC",
            "America/Sao_Paulo",
            "Europe/London",
            "Asia/Tokyo",
            "Pacific Time (US & Canada)",
            "Africa/Nairobi",
            "Australia/Sydney");
    private static final List<String> COLORS = List.of(
            "purple", "red", "green", "blue", "teal", "orange", "dark-slate-grey", "indian-red", "medium-turquoise");
    private static final List<String> JOBS = List.of(
            "Site Reliability Engineer",
            "Software Engineer",
            "Senior Software Engineer, Payments & Ledger",
            "Engineering Manager",
            "Support Lead (EMEA)",
            "Database Administrator",
            "Product Manager",
            "Security Analyst",
            "Head of Platform");

    private final SimulatedAccount account;
    private final Random random;
    private final Cast cast;
    private final Ids ids;
    private int limitedUsers;

    AccountGenerator(SimulatedAccount account, long seed) {
        this.account = account;
        this.random = new Random(seed);
        this.cast = new Cast(random);
        this.ids = new Ids(random);
    }

    void fill(int users, int teams) {
        List<BaseRole> roles = roles(users);
        Set<Integer> invited = invited(users);
        for (int i = 0; i < users; i++) {
            account.addUser(user(roles.get(i), invited.contains(i)));
        }
        new TeamGenerator(account, random).fill(teams);
    }

    private SimulatedUser user(BaseRole role, boolean invited) {
        boolean machine = role == BaseRole.LIMITED_USER && !invited && ++limitedUsers % LIMITED_USERS_PER_MACHINE == 2;
        var person = machine ? cast.nextMachine() : cast.nextPerson();
        return new SimulatedUser(
                ids.next(),
                person.name(),
                person.mailbox() + "@acme.example",
                role.value(),
                oneOf(TIME_ZONES),
                oneOf(COLORS),
                random.nextInt(5) == 0 ? "Reach me in #%s".formatted(person.mailbox()) : null,
                machine || random.nextInt(3) == 0 ? null : oneOf(JOBS),
                invited,
                !machine && random.nextInt(10) < 7,
                List.of());
    }

    /// One role for each user; the owner first, the rest in seeded disorder.
    private List<BaseRole> roles(int users) {
        List<BaseRole> roles = new ArrayList<>();
        SHARES.forEach((role, share) -> roles.addAll(Collections.nCopies(holders(users, share), role)));
        while (roles.size() < users - 1) {
            roles.add(BaseRole.LIMITED_USER);
        }
        Collections.shuffle(roles, random);
        roles.addFirst(BaseRole.OWNER);
        return roles;
    }

    private static int holders(int users, int share) {
        int holders = (users - 1) * share / 1000;
        return users >= ALL_ROLES_FROM ? Math.max(1, holders) : Math.max(0, holders);
    }

    /// Places of those who have not accepted their invitation; never the owner's, which is 0.
    private Set<Integer> invited(int users) {
        int wanted = users < 2 ? 0 : Math.max(1, users / USERS_PER_INVITATION);
        Set<Integer> places = new HashSet<>();
        while (places.size() < wanted) {
            places.add(1 + random.nextInt(users - 1));
        }
        return places;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
