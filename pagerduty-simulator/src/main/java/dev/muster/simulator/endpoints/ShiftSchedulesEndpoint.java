package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Identity;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Schedules made of shifts, as mere references. Those the caller may not read are left out without a word.
final class ShiftSchedulesEndpoint implements Endpoint {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    @Override
    public String path() {
        return "/v3/schedules";
    }

    @Override
    public Optional<String> scope() {
        return Optional.empty();
    }

    @Override
    public Answer answer(Call call) {
        var schedules = call.ofTeams(call.view().onCall().shiftSchedules(), SimulatedShiftSchedule::teamIds);
        return new Listing<SimulatedShiftSchedule>(
                        "schedules", DEFAULT_LIMIT, MAX_LIMIT, false, (json, schedule) -> write(json, call, schedule))
                .answer(call.query(), call.named(schedules, SimulatedShiftSchedule::name));
    }

    private static void write(JsonGenerator json, Call call, SimulatedShiftSchedule schedule) {
        Identity.of(schedule, SimulatedPolicy.Target.SHIFT_SCHEDULE)
                .write(Row.open(json, call.view().rawFields("schedule_v3_reference", schedule.id())), call.links())
                .close();
    }
}
