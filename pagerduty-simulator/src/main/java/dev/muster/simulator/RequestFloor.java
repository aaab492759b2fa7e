package dev.muster.simulator;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How many requests a complete reading of an account takes at least, when every listing comes in the largest pages
/// PagerDuty allows. For tests and measurements.
public final class RequestFloor {
    private static final int PAGE = 100;
    private static final int LONG_PAGE = 1_000;

    /// How far before the last reading the audit trail is read again.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final SimulatedAccount account;

    /// Who was in which team at some moment, by what the users' own records say.
    public record Memberships(Map<String, Set<String>> usersByTeam) {
        public Memberships {
            usersByTeam = Map.copyOf(usersByTeam);
        }

        private Set<String> changedFrom(Memberships before) {
            return usersByTeam.entrySet().stream()
                    .filter(team -> !team.getValue().equals(before.usersByTeam.get(team.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

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

    /// Who is in which team now.
    public Memberships memberships() {
        Map<String, Set<String>> users = new HashMap<>();
        account.teams().forEach(team -> users.put(team.id(), new HashSet<>()));
        account.users()
                .forEach(user -> user.teamIds()
                        .forEach(team -> users.computeIfAbsent(team, unlisted -> new HashSet<>())
                                .add(user.id())));
        return new Memberships(users);
    }

    /// The same when only those teams are asked for their members whose members or audit trail changed. The audit
    /// trail is part of it.
    ///
    /// @param before who was in which team when the account was read last
    /// @param last   when that was, no more than a month ago
    public long deltaSince(Memberships before, Instant last) {
        List<SimulatedChange> records = account.audit().records().stream()
                .filter(record -> !record.at().isBefore(last.minus(OVERLAP)))
                .toList();
        Set<String> changed = memberships().changedFrom(before);
        records.stream()
                .filter(RequestFloor::isAboutMembers)
                .forEach(record -> changed.add(record.on().id()));
        List<SimulatedTeam> asked = account.teams().stream()
                .filter(team -> changed.contains(team.id()))
                .toList();
        return withoutMembers() + members(asked) + pages(records.size());
    }

    /// A record of a team that does not tell what changed may be about its members too.
    private static boolean isAboutMembers(SimulatedChange record) {
        if (!record.on().type().startsWith("team")) {
            return false;
        }
        var details = record.details();
        if (details == null) {
            return true;
        }
        var fields = details.fields() == null ? List.<SimulatedChange.Field>of() : details.fields();
        var references = details.references() == null ? List.<SimulatedChange.References>of() : details.references();
        return (fields.isEmpty() && references.isEmpty())
                || fields.stream().anyMatch(field -> field.name().equals("team_role"))
                || references.stream().anyMatch(named -> named.name().equals("members"));
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
