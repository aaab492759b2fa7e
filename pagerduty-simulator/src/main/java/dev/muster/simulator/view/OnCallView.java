package dev.muster.simulator.view;

import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Policies, schedules, services and people on call as one caller sees them: what belongs to teams he does not
/// see is not there.
public final class OnCallView {

    private final View view;
    private final OnCallSetup setup;

    OnCallView(View view, OnCallSetup setup) {
        this.view = view;
        this.setup = setup;
    }

    public List<SimulatedPolicy> policies() {
        return seen(setup.policies(), SimulatedPolicy::teamIds);
    }

    Optional<SimulatedPolicy> policy(String id) {
        return setup.policy(id).filter(policy -> view.showsObjectsOf(policy.teamIds()));
    }

    /// Those made of layers.
    public List<SimulatedSchedule> schedules() {
        return seen(setup.schedules(), SimulatedSchedule::teamIds);
    }

    public Optional<SimulatedSchedule> schedule(String id) {
        return setup.schedule(id).filter(schedule -> view.showsObjectsOf(schedule.teamIds()));
    }

    /// Those made of shifts.
    public List<SimulatedShiftSchedule> shiftSchedules() {
        return seen(setup.shiftSchedules(), SimulatedShiftSchedule::teamIds);
    }

    public Optional<SimulatedShiftSchedule> shiftSchedule(String id) {
        return setup.shiftSchedule(id).filter(schedule -> view.showsObjectsOf(schedule.teamIds()));
    }

    /// Those whose policy is seen.
    public List<SimulatedOnCall> onCalls() {
        return setup.onCalls().stream()
                .filter(onCall -> policy(onCall.policyId()).isPresent())
                .toList();
    }

    public List<SimulatedService> services() {
        return seen(setup.services(), SimulatedService::teamIds);
    }

    public List<SimulatedBusinessService> businessServices() {
        return seen(setup.businessServices(), SimulatedBusinessService::teamIds);
    }

    /// What a business service rests on and what rests on it; empty when it is not seen.
    public Optional<List<SimulatedDependency>> dependenciesOf(String businessServiceId) {
        return setup.businessService(businessServiceId)
                .filter(service -> view.showsObjectsOf(service.teamIds()))
                .map(service -> setup.dependenciesOf(End.businessService(service.id())));
    }

    /// Whether a schedule is made of shifts; told of those that are not seen too, because references give it
    /// away.
    boolean isMadeOfShifts(String scheduleId) {
        return setup.shiftSchedule(scheduleId).isPresent();
    }

    /// The policies that page this.
    public List<SimulatedPolicy> policiesPaging(Target target) {
        return seen(
                setup.policies().stream().filter(policy -> policy.pages(target)).toList(), SimulatedPolicy::teamIds);
    }

    /// The same for everything that is paged, for those who ask of many.
    public Map<Target, List<SimulatedPolicy>> policiesByTarget() {
        Map<Target, List<SimulatedPolicy>> policies = new HashMap<>();
        for (var policy : policies()) {
            policy.targets()
                    .forEach(target -> policies.computeIfAbsent(target, any -> new ArrayList<>())
                            .add(policy));
        }
        return policies;
    }

    /// The services each policy guards.
    Map<String, List<SimulatedService>> servicesByPolicy() {
        return services().stream().collect(Collectors.groupingBy(SimulatedService::policyId));
    }

    /// Who sees everything is not asked about each: there may be a hundred thousand.
    private <T> List<T> seen(List<T> objects, Function<T, List<String>> teamIds) {
        if (view.isAdministrator()) {
            return objects;
        }
        return objects.stream()
                .filter(object -> view.showsObjectsOf(teamIds.apply(object)))
                .toList();
    }
}
