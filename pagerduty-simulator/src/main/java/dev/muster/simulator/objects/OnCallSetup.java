package dev.muster.simulator.objects;

import dev.muster.simulator.objects.SimulatedDependency.End;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Who is paged for what: policies, schedules of both kinds, services, and who is on call. May be changed while
/// it is being read; safe for many threads. Policies and services are listed by name, everything else in the
/// order in which it came.
///
/// Nothing is forbidden: a policy may page a schedule that is gone, and nobody is taken off a schedule because
/// he left.
public final class OnCallSetup {

    private final Roster<SimulatedPolicy> policies = new Roster<>(Comparator.comparing(SimulatedPolicy::name));
    private final Roster<SimulatedSchedule> schedules = new Roster<>();
    private final Roster<SimulatedShiftSchedule> shiftSchedules = new Roster<>();
    private final Roster<SimulatedOnCall> onCalls = new Roster<>();
    private final Roster<SimulatedService> services = new Roster<>(Comparator.comparing(SimulatedService::name));
    private final Roster<SimulatedBusinessService> businessServices = new Roster<>();
    private final Roster<SimulatedDependency> dependencies = new Roster<>();
    private final Map<End, Roster<SimulatedDependency>> dependenciesByEnd = new ConcurrentHashMap<>();

    public OnCallSetup() {}

    public List<SimulatedPolicy> policies() {
        return policies.list();
    }

    public Optional<SimulatedPolicy> policy(String id) {
        return Optional.ofNullable(policies.get(id));
    }

    /// Those made of layers.
    public List<SimulatedSchedule> schedules() {
        return schedules.list();
    }

    public Optional<SimulatedSchedule> schedule(String id) {
        return Optional.ofNullable(schedules.get(id));
    }

    /// Those made of shifts.
    public List<SimulatedShiftSchedule> shiftSchedules() {
        return shiftSchedules.list();
    }

    public Optional<SimulatedShiftSchedule> shiftSchedule(String id) {
        return Optional.ofNullable(shiftSchedules.get(id));
    }

    public List<SimulatedOnCall> onCalls() {
        return onCalls.list();
    }

    public List<SimulatedService> services() {
        return services.list();
    }

    public List<SimulatedBusinessService> businessServices() {
        return businessServices.list();
    }

    /// What it rests on and what rests on it.
    public List<SimulatedDependency> dependenciesOf(End service) {
        var roster = dependenciesByEnd.get(service);
        return roster == null ? List.of() : roster.list();
    }

    public List<SimulatedDependency> dependencies() {
        return dependencies.list();
    }

    public Optional<SimulatedBusinessService> businessService(String id) {
        return Optional.ofNullable(businessServices.get(id));
    }

    /// Adds it, or replaces the one of that id. So do the others of this name.
    public void add(SimulatedPolicy policy) {
        policies.put(policy.id(), policy);
    }

    public void add(SimulatedSchedule schedule) {
        schedules.put(schedule.id(), schedule);
    }

    public void add(SimulatedShiftSchedule schedule) {
        shiftSchedules.put(schedule.id(), schedule);
    }

    public void add(SimulatedOnCall onCall) {
        onCalls.put(onCall.id(), onCall);
    }

    public void add(SimulatedService service) {
        services.put(service.id(), service);
    }

    public void add(SimulatedBusinessService service) {
        businessServices.put(service.id(), service);
    }

    public void add(SimulatedDependency dependency) {
        dependencies.put(dependency.id(), dependency);
        dependency
                .ends()
                .forEach(end -> dependenciesByEnd
                        .computeIfAbsent(end, any -> new Roster<>())
                        .put(dependency.id(), dependency));
    }

    public void remove(SimulatedDependency dependency) {
        dependencies.remove(dependency.id());
        dependency
                .ends()
                .forEach(end -> dependenciesByEnd
                        .computeIfAbsent(end, any -> new Roster<>())
                        .remove(dependency.id()));
    }

    /// Removes the policy, and whoever was on call for it is so no longer.
    public void removePolicy(String id) {
        policies.remove(id);
        removeOnCalls(onCall -> onCall.policyId().equals(id));
    }

    /// Removes the schedule of either kind, and whoever was on call by it is so no longer. Policies go on
    /// naming it.
    public void removeSchedule(String id) {
        schedules.remove(id);
        shiftSchedules.remove(id);
        removeOnCalls(onCall -> id.equals(onCall.scheduleId()));
    }

    /// Removes the service, and whatever rests on it does so no longer.
    public void removeService(String id) {
        services.remove(id);
        dependenciesOf(End.service(id)).forEach(this::remove);
    }

    /// The same.
    public void removeBusinessService(String id) {
        businessServices.remove(id);
        dependenciesOf(End.businessService(id)).forEach(this::remove);
    }

    /// Ends these.
    public void removeOnCalls(Predicate<SimulatedOnCall> which) {
        onCalls().stream().filter(which).forEach(onCall -> onCalls.remove(onCall.id()));
    }

    /// Makes a schedule of layers one of shifts: it keeps its id and changes lists.
    ///
    /// @throws NoSuchElementException when there is no such schedule of layers
    public void upgrade(String scheduleId) {
        var layers = schedules.remove(scheduleId);
        if (layers == null) {
            throw new NoSuchElementException(
                    "The simulated account has no schedule %s of layers; take an id from schedules()"
                            .formatted(scheduleId));
        }
        add(layers.asShifts());
    }
}
