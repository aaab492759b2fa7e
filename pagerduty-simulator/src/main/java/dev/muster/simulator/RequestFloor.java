package dev.muster.simulator;

import java.util.List;
import java.util.Set;

/// How many requests a complete reading of an account takes at least, when every listing comes in the largest pages
/// PagerDuty allows. For tests and measurements.
public final class RequestFloor {
    private static final int PAGE = 100;
    private static final int LONG_PAGE = 1_000;

    private final SimulatedAccount account;

    private RequestFloor(SimulatedAccount account) {
        this.account = account;
    }

    public static RequestFloor of(SimulatedAccount account) {
        return new RequestFloor(account);
    }

    /// Who has what access: the credential, users, teams with all their members, licences, on-call and services.
    public long core() {
        return withoutMembers() + members(account.teams());
    }

    /// The same when only some teams are asked for their members, and the audit trail tells which.
    ///
    /// @param teams   ids of those teams
    /// @param records of the audit trail since the reading before, no more than a month ago
    public long delta(Set<String> teams, int records) {
        List<SimulatedTeam> asked = account.teams().stream()
                .filter(team -> teams.contains(team.id()))
                .toList();
        return withoutMembers() + members(asked) + pages(records);
    }

    private long withoutMembers() {
        OnCallSetup onCall = account.onCallSetup();
        int abilities = 1;
        int whoseKey = 1;
        int licences = 1;
        return abilities
                + whoseKey
                + pages(account.users().size())
                + licences
                + pages(account.allocations().size())
                + pages(account.teams().size())
                + pages(onCall.policies().size())
                + pages(onCall.schedules().size())
                + Math.max(1, Math.ceilDiv(onCall.shiftSchedules().size(), LONG_PAGE))
                + onCall.shiftSchedules().size()
                + pages(onCall.services().size())
                + pages(onCall.businessServices().size())
                + pages(onCall.onCalls().size());
    }

    private long members(List<SimulatedTeam> teams) {
        return teams.stream()
                .mapToLong(team -> pages(account.membersOf(team.id()).size()))
                .sum();
    }

    private static long pages(int records) {
        return Math.max(1, Math.ceilDiv(records, PAGE));
    }
}
