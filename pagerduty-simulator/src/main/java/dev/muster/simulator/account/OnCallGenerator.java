package dev.muster.simulator.account;

import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fills an account that has its policies with people on call: one for each target of each level first, then a
/// second for each schedule, and so on until there are enough.
final class OnCallGenerator {

    private static final Instant HANDOVER = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration TURN = Duration.ofDays(7);

    private record Slot(String policyId, int level, Target target) {}

    private final OnCallSetup setup;

    OnCallGenerator(OnCallSetup setup) {
        this.setup = setup;
    }

    /// @throws IllegalArgumentException when nobody else can be on call
    void fill(int wanted) {
        List<Slot> slots = slots();
        for (int round = 0; setup.onCalls().size() < wanted; round++) {
            int before = setup.onCalls().size();
            add(slots, round, wanted - before);
            if (setup.onCalls().size() == before) {
                throw new IllegalArgumentException(
                        "%d on-calls are more than these policies page; ask for fewer, or for a schedule"
                                .formatted(wanted));
            }
        }
    }

    private void add(List<Slot> slots, int round, int atMost) {
        slots.stream()
                .flatMap(slot -> onCall(slot, round).stream())
                .limit(atMost)
                .forEach(setup::add);
    }

    private List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (var policy : setup.policies()) {
            for (int i = 0; i < policy.levels().size(); i++) {
                for (var target : policy.levels().get(i).targets()) {
                    slots.add(new Slot(policy.id(), i + 1, target));
                }
            }
        }
        return slots;
    }

    private Optional<SimulatedOnCall> onCall(Slot slot, int round) {
        return switch (slot.target().type()) {
            case Target.SCHEDULE ->
                setup.schedule(slot.target().id()).map(schedule -> turn(slot, schedule.userIds(), round));
            case Target.SHIFT_SCHEDULE ->
                setup.shiftSchedule(slot.target().id()).map(schedule -> turn(slot, schedule.userIds(), round));
            default ->
                Optional.of(SimulatedOnCall.directly(
                                slot.policyId(), slot.level(), slot.target().id()))
                        .filter(first -> round == 0);
        };
    }

    /// A rotation of one is never handed over, so it has no end.
    private static SimulatedOnCall turn(Slot slot, List<String> rotation, int round) {
        Instant start = HANDOVER.minus(Duration.ofHours(round));
        return SimulatedOnCall.onSchedule(
                slot.policyId(),
                slot.level(),
                rotation.get(round % rotation.size()),
                slot.target().id(),
                start,
                rotation.size() == 1 ? null : start.plus(TURN));
    }
}
