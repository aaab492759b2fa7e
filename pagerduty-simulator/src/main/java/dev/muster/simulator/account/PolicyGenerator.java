package dev.muster.simulator.account;

import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Level;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Fills an account that has its schedules with escalation policies. Each pages a schedule first, of its own
/// team where the team has one, then other schedules and people; in one of ten the first level comes back as
/// the last.
final class PolicyGenerator {

    private static final List<String> KINDS = List.of("Escalation", "Critical", "Business Hours", "Low Urgency");
    private static final List<Integer> DELAYS = List.of(5, 10, 15, 30);

    private final OnCallSetup setup;
    private final Random random;
    private final Ids ids;
    private final Owners owners;
    private final List<Target> schedules = new ArrayList<>();
    private final Map<String, List<Target>> schedulesOfTeams = new HashMap<>();

    PolicyGenerator(SimulatedAccount account, Random random) {
        this.setup = account.onCallSetup();
        this.random = random;
        this.ids = new Ids(random);
        this.owners = new Owners(account, random);
        setup.schedules().forEach(schedule -> know(Target.schedule(schedule.id()), schedule.teamIds()));
        setup.shiftSchedules().forEach(schedule -> know(Target.shiftSchedule(schedule.id()), schedule.teamIds()));
    }

    void fill(int policies) {
        for (int i = 0; i < policies; i++) {
            var owner = owners.next();
            String name = owners.name(owner, KINDS);
            setup.add(new SimulatedPolicy(
                    ids.next(),
                    name,
                    random.nextInt(3) == 0 ? null : "Pages the people behind %s".formatted(name),
                    levels(owner),
                    random.nextInt(4),
                    owner.teamIds()));
        }
    }

    private void know(Target schedule, List<String> teamIds) {
        schedules.add(schedule);
        teamIds.forEach(team ->
                schedulesOfTeams.computeIfAbsent(team, id -> new ArrayList<>()).add(schedule));
    }

    private List<Level> levels(Owners.Owner owner) {
        List<Level> levels = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
            boolean personFirst = i > 0 && random.nextInt(4) == 0;
            levels.add(new Level(owners.oneOf(DELAYS), targets(owner, personFirst)));
        }
        if (random.nextInt(10) == 0) {
            levels.add(new Level(owners.oneOf(DELAYS), levels.getFirst().targets()));
        }
        return levels;
    }

    private List<Target> targets(Owners.Owner owner, boolean personFirst) {
        Set<Target> targets = new LinkedHashSet<>();
        targets.add(personFirst ? person(owner) : schedule(owner));
        if (random.nextInt(3) == 0) {
            targets.add(person(owner));
        }
        return List.copyOf(targets);
    }

    private Target person(Owners.Owner owner) {
        return Target.user(owners.person(owner));
    }

    private Target schedule(Owners.Owner owner) {
        if (schedules.isEmpty()) {
            return person(owner);
        }
        List<Target> own = owner.teamIds().stream()
                .flatMap(team -> schedulesOfTeams.getOrDefault(team, List.of()).stream())
                .toList();
        return owners.oneOf(own.isEmpty() ? schedules : own);
    }
}
