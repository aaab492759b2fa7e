package dev.muster.simulator.account;

import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedSchedule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Fills an account that has its users and teams with schedules of both kinds.
final class ScheduleGenerator {

    private static final List<String> KINDS =
            List.of("Primary", "Secondary", "Daytime", "Nights", "Weekends", "Follow the Sun", "Escalation Rota");
    private static final List<String> TIME_ZONES =
            List.of("Europe/Madrid", "America/New_York", "Asia/Kolkata", "Etc/UTC", "Pacific Time (US & Canada)");
    private static final int LARGEST = 7;

    private final OnCallSetup setup;
    private final Random random;
    private final Ids ids;
    private final Owners owners;

    /// Both kinds draw their ids from one source, because an upgraded schedule keeps its id.
    ScheduleGenerator(SimulatedAccount account, Random random) {
        this.setup = account.onCallSetup();
        this.random = random;
        this.ids = new Ids(random);
        this.owners = new Owners(account, random);
    }

    void fill(int layers, int shifts) {
        for (int i = 0; i < layers; i++) {
            setup.add(schedule());
        }
        for (int i = 0; i < shifts; i++) {
            setup.add(schedule().asShifts());
        }
    }

    private SimulatedSchedule schedule() {
        var owner = owners.next();
        String name = owners.name(owner, KINDS);
        return new SimulatedSchedule(
                ids.next(),
                name,
                random.nextInt(4) == 0 ? null : "Who answers for %s".formatted(name),
                owners.oneOf(TIME_ZONES),
                rotation(owner),
                owner.teamIds());
    }

    /// One to seven people; fewer when chance names somebody twice.
    private List<String> rotation(Owners.Owner owner) {
        Set<String> people = new LinkedHashSet<>();
        int wanted = 1 + random.nextInt(LARGEST);
        for (int i = 0; i < wanted; i++) {
            people.add(owners.person(owner));
        }
        return List.copyOf(people);
    }
}
