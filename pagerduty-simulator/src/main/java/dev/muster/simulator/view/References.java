package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedTeam;

/// Writes references to objects as far as the caller sees them.
public final class References {

    private final View view;
    private final OnCallView onCall;
    private final Links links;

    public References(Call call) {
        this.view = call.view();
        this.onCall = call.view().onCall();
        this.links = call.links();
    }

    public void user(Row ref, String id) {
        view.user(id)
                .ifPresentOrElse(
                        user -> Identity.of(user, "user_reference").write(ref, links),
                        () -> Identity.writeGone(ref, id, links));
    }

    public void team(Row ref, SimulatedTeam team) {
        Identity.of(team, "team_reference").write(ref, links);
    }

    public void policy(Row ref, SimulatedPolicy policy) {
        Identity.of(policy, "escalation_policy_reference").write(ref, links);
    }

    public void policy(Row ref, String id) {
        onCall.policy(id)
                .ifPresentOrElse(
                        policy -> policy(ref, policy),
                        () -> Identity.writeUnreachable(ref, "escalation_policy_reference", id));
    }

    void service(Row ref, SimulatedService service) {
        Identity.of(service, "service_reference").write(ref, links);
    }

    /// A schedule of either kind.
    public void schedule(Row ref, String id) {
        target(ref, onCall.isMadeOfShifts(id) ? Target.shiftSchedule(id) : Target.schedule(id));
    }

    void target(Row ref, Target target) {
        Runnable unreachable = () -> Identity.writeUnreachable(ref, target.type(), target.id());
        switch (target.type()) {
            case Target.USER -> user(ref, target.id());
            case Target.SCHEDULE ->
                onCall.schedule(target.id())
                        .ifPresentOrElse(
                                schedule ->
                                        Identity.of(schedule, Target.SCHEDULE).write(ref, links),
                                unreachable);
            case Target.SHIFT_SCHEDULE ->
                onCall.shiftSchedule(target.id())
                        .ifPresentOrElse(
                                schedule -> Identity.of(schedule, Target.SHIFT_SCHEDULE)
                                        .write(ref, links),
                                unreachable);
            default -> unreachable.run();
        }
    }
}
