package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One schedule made of shifts, read by itself.
sealed interface ShiftSchedule {
    Allowed KEPT = Allowed.of("name", "teams.id", "users.id", "rotations.events.assignment_strategy.members.user_id");

    /// `/v3/schedules/{id}`, what is kept of it.
    record Found(String id, Fields fields) implements ShiftSchedule {}

    /// It was listed and then not found. Only the list can tell whether it is gone.
    record Missing(String id, Problem problem) implements ShiftSchedule {}

    /// What was just made is not everywhere at once, so a schedule that is not found is asked for once more.
    static ShiftSchedule read(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        ShiftSchedule first = ask(api, id, meter);
        return first instanceof Missing ? ask(api, id, meter) : first;
    }

    private static ShiftSchedule ask(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        Ask ask = new Ask("/v3/schedules/" + Ask.segment(id), "shift schedule " + Words.brief(id, 40));
        try {
            return new Found(id, api.get(ask, meter, ShiftSchedule::unwrapped));
        } catch (ReadFailed failure) {
            if (Vanished.is(failure)) {
                return new Missing(id, failure.problem());
            }
            throw failure;
        }
    }

    private static Fields unwrapped(JsonParser json) throws Malformed {
        Fields schedule = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean here = json.currentName().equals("schedule");
            if (json.nextToken() == JsonToken.START_OBJECT && here) {
                schedule = Fields.read(json, KEPT);
            } else {
                json.skipChildren();
            }
        }
        if (schedule == null) {
            throw Malformed.because("without the schedule");
        }
        return schedule;
    }
}
