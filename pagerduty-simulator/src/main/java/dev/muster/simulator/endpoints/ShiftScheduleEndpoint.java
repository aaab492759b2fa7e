package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy.Target;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.view.Calendars;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Identity;
import dev.muster.simulator.view.References;
import java.util.List;
import java.util.Optional;

/// One schedule made of shifts. One made of layers is refused here, though it has an id of the same kind.
final class ShiftScheduleEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/v3/schedules/{id}";
    }

    @Override
    public Optional<String> scope() {
        return Optional.empty();
    }

    @Override
    public Answer answer(Call call) {
        var onCall = call.view().onCall();
        if (onCall.schedule(call.id()).isPresent()) {
            return Refusal.invalidField("id", "This schedule is made of layers; read it from /schedules");
        }
        return onCall.shiftSchedule(call.id())
                .map(schedule -> found(call, schedule))
                .orElseGet(Refusal::notFound);
    }

    private static Answer found(Call call, SimulatedShiftSchedule schedule) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("schedule");
            write(Row.open(json, call.view().rawFields("schedule_v3", schedule.id())), call, schedule);
            json.writeEndObject();
        }));
    }

    private static void write(Row row, Call call, SimulatedShiftSchedule schedule) {
        var references = new References(call);
        var policies = call.view().onCall().policiesPaging(Target.shiftSchedule(schedule.id()));
        Identity.of(schedule, "schedule_v3")
                .write(row, call.links())
                .text("name", schedule.name())
                .text("time_zone", schedule.timeZone())
                .array("teams", call.view().teams(schedule.teamIds()), references::team)
                .array("escalation_policies", policies, references::policy)
                .array("users", schedule.userIds(), references::user)
                .array("rotations", List.of(schedule), ShiftScheduleEndpoint::rotation);
        Calendars.write(row, call.view(), schedule.id());
        row.close();
    }

    private static void rotation(Row rotation, SimulatedShiftSchedule schedule) {
        rotation.text("id", schedule.id() + "R1")
                .text("type", "schedule_rotation")
                .array("events", List.of(schedule), ShiftScheduleEndpoint::event);
    }

    /// One week each, by turns.
    private static void event(Row event, SimulatedShiftSchedule schedule) {
        event.text("id", schedule.id() + "E1")
                .text("type", "schedule_event")
                .text("name", "Weekly turn")
                .object("start_time", time -> time(time, schedule, "2026-01-05T09:00:00"))
                .object("end_time", time -> time(time, schedule, "2026-01-12T09:00:00"))
                .text("effective_since", "2026-01-05T09:00:00Z")
                .nothing("effective_until")
                .texts("recurrence", List.of("RRULE:FREQ=WEEKLY"))
                .object(
                        "assignment_strategy",
                        strategy -> strategy.text("type", "rotating_member_assignment_strategy")
                                .number("shifts_per_member", 1)
                                .array("members", schedule.userIds(), ShiftScheduleEndpoint::member));
    }

    private static void time(Row time, SimulatedShiftSchedule schedule, String local) {
        time.text("date_time", local).text("time_zone", schedule.timeZone());
    }

    private static void member(Row member, String userId) {
        member.text("type", "user_member").text("user_id", userId);
    }
}
