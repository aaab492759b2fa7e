package dev.muster.explorer;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Key;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the rules say about a simulated account when they are told its truth, past everything that reads, stores and
/// joins it.
///
/// @param tier what the plan is, as the account as a whole tells it
record AccessTruth(SimulatedAccount account, AccessRules rules, String tier) {

    /// Every resource there is rights on, with the ids of the teams that own it.
    Map<Key, List<String>> resources() {
        Map<Key, List<String>> resources = new LinkedHashMap<>();
        resources.put(rules.whole(), List.of());
        account.teams().forEach(team -> resources.put(new Key("team", team.id()), List.of(team.id())));
        var setup = account.onCallSetup();
        setup.services().forEach(it -> resources.put(new Key("service", it.id()), it.teamIds()));
        setup.schedules().forEach(it -> resources.put(new Key("schedule", it.id()), it.teamIds()));
        setup.shiftSchedules().forEach(it -> resources.put(new Key("schedule", it.id()), it.teamIds()));
        setup.policies().forEach(it -> resources.put(new Key("escalation_policy", it.id()), it.teamIds()));
        setup.businessServices()
                .forEach(it -> resources.put(
                        new Key("business_service", it.id()),
                        Optional.ofNullable(it.teamId()).stream().toList()));
        return resources;
    }

    Decision decide(SimulatedUser user, Key resource) {
        List<Owner> owners = resources().getOrDefault(resource, List.of()).stream()
                .map(team -> owner(team, user.id()))
                .toList();
        return rules.decide(new Question(
                Map.of("tier", tier), user.role(), resource.type(), owners, held(user.id(), resource), Map.of()));
    }

    /// Who takes turns on a schedule holds something on it.
    private Set<String> held(String user, Key resource) {
        var setup = account.onCallSetup();
        boolean inLayers = setup.schedules().stream()
                .anyMatch(it -> it.id().equals(resource.id()) && it.userIds().contains(user));
        boolean inShifts = setup.shiftSchedules().stream()
                .anyMatch(it -> it.id().equals(resource.id()) && it.userIds().contains(user));
        return resource.type().equals("schedule") && (inLayers || inShifts) ? Set.of("rotation") : Set.of();
    }

    private Owner owner(String team, String user) {
        SimulatedTeam known = account.team(team).orElseThrow();
        return new Owner(known.name(), Map.of("private", String.valueOf(known.isPrivate())), role(team, user));
    }

    private @Nullable String role(String team, String user) {
        return account.membersOf(team).stream()
                .filter(member -> member.userId().equals(user))
                .map(SimulatedMember::role)
                .findFirst()
                .orElse(null);
    }
}
