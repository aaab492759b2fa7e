package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.view.Calendars;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Identity;
import dev.muster.simulator.view.References;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Schedules made of layers. Those made of shifts are in another list.
final class SchedulesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/schedules";
    }

    @Override
    public Answer answer(Call call) {
        var schedules = call.ofTeams(call.view().onCall().schedules(), SimulatedSchedule::teamIds);
        var policies = call.view().onCall().policiesByTarget();
        return new Listing<SimulatedSchedule>(
                        "schedules",
                        Listing.DEFAULT_LIMIT,
                        true,
                        (json, schedule) -> write(json, call, schedule, policies))
                .answer(call.query(), call.named(schedules, SimulatedSchedule::name));
    }

    private static void write(
            JsonGenerator json, Call call, SimulatedSchedule schedule, Map<Target, List<SimulatedPolicy>> policies) {
        var references = new References(call);
        var row = Row.open(json, call.view().rawFields("schedule", schedule.id()));
        Identity.of(schedule, "schedule")
                .write(row, call.links())
                .text("name", schedule.name())
                .text("description", schedule.description())
                .text("time_zone", schedule.timeZone())
                .array("users", schedule.userIds(), references::user)
                .array(
                        "escalation_policies",
                        policies.getOrDefault(Target.schedule(schedule.id()), List.of()),
                        references::policy)
                .array("teams", call.view().teams(schedule.teamIds()), references::team);
        Calendars.write(row, call.view(), schedule.id());
        row.close();
    }
}
