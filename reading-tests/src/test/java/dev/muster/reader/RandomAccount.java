package dev.muster.reader;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// An account of any shape, of which some is odd and some cannot be read.
///
/// @param chance the same numbers make the same account
record RandomAccount(Random chance) {
    /// Those whose answers change from question to question, or whose full pages do not come.
    private static final Set<Pitfall> OF_ONE_MOMENT = EnumSet.of(
            Pitfall.VANISHING_TEAM, Pitfall.ODD_403, Pitfall.HUGE_ACCOUNT, Pitfall.OWN_BUCKET, Pitfall.SECRETS);
    /// Lists that a plan or a key may lack.
    private static final List<String> OPTIONAL = List.of(
            "/licenses",
            "/license_allocations",
            "/license_allocations?offset=100",
            "/escalation_policies",
            "/schedules",
            "/v3/schedules",
            "/oncalls",
            "/services",
            "/business_services",
            "/webhook_subscriptions",
            "/extensions",
            "/workflows/integrations/connections",
            "/incident_workflows/triggers",
            "/tags");

    SimulatedAccount account() {
        boolean isLarge = chance.nextInt(6) == 0;
        int users = isLarge ? 201 + chance.nextInt(30) : Pitfall.SMALLEST + chance.nextInt(30);
        var sizes = new AccountSizes(
                users,
                1 + chance.nextInt(8),
                2 + chance.nextInt(6),
                2 + chance.nextInt(6),
                1 + chance.nextInt(4),
                isLarge ? 110 : chance.nextInt(12),
                isLarge ? 101 + chance.nextInt(20) : chance.nextInt(12),
                chance.nextInt(4));
        SimulatedAccount account = SimulatedAccount.of(sizes, chance.nextInt(1_000_000));
        if (isLarge) {
            String team = account.teams().getFirst().id();
            account.users().forEach(user -> account.addMember(team, user.id(), "responder"));
        }
        account.teams().forEach(team -> change(team, account));
        return account;
    }

    private void change(SimulatedTeam team, SimulatedAccount account) {
        if (chance.nextInt(4) == 0) {
            account.addTeam(team.asPrivate());
        }
        if (chance.nextInt(4) == 0) {
            String parent = any(account.teams()).id();
            account.putRawTeamField(
                    team.id(), "parent", "{\"id\":\"%s\",\"type\":\"team_reference\"}".formatted(parent));
        }
        for (SimulatedMember member : account.membersOf(team.id())) {
            switch (chance.nextInt(40)) {
                case 0 -> account.forgetMember(team.id(), member.userId());
                case 1 -> account.setTeamsOf(member.userId(), List.of());
                case 2 -> account.setMemberRole(team.id(), member.userId(), "commander");
                default -> {}
            }
        }
    }

    /// Up to four pitfalls together, and whatever cannot be read.
    void spoil(PagerDutySimulator far) {
        List<Pitfall> pitfalls = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_ONE_MOMENT)));
        Collections.shuffle(pitfalls, chance);
        pitfalls.subList(0, chance.nextInt(5)).forEach(pitfall -> pitfall.into(far));
        SimulatedAccount account = far.account();
        account.teams().forEach(team -> perhaps(7, far, "/teams/%s/members".formatted(team.id())));
        account.onCallSetup()
                .shiftSchedules()
                .forEach(schedule -> perhaps(5, far, "/v3/schedules/%s".formatted(schedule.id())));
        account.reach().tags().list().forEach(tag -> {
            String list = any(List.of("users", "teams", "escalation_policies"));
            perhaps(5, far, "/tags/%s/%s".formatted(tag.id(), list));
        });
        account.onCallSetup()
                .businessServices()
                .forEach(service ->
                        perhaps(4, far, "/service_dependencies/business_services/%s".formatted(service.id())));
        for (int i = 0; i < 3; i++) {
            perhaps(
                    2,
                    far,
                    "/users/%s/oauth_delegations".formatted(any(account.users()).id()));
        }
        OPTIONAL.forEach(list -> perhaps(25, far, list));
    }

    /// Once in so many times it cannot be read, for one reason or another.
    private void perhaps(int once, PagerDutySimulator far, String path) {
        if (chance.nextInt(once) == 0) {
            Fault refusal = new Fault.Status(any(List.of(402, 403, 404, 500, 503)), any(List.of(ErrorShape.values())));
            far.faults().on(path).every().answer(refusal);
        }
    }

    private <T> T any(List<T> some) {
        return some.get(chance.nextInt(some.size()));
    }
}
