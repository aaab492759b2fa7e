package dev.muster.pagerduty;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One schedule made of shifts, read by itself.
sealed interface ShiftSchedule {
    int NOT_FOUND = 404;
    Allowed KEPT = Allowed.of("name", "teams.id", "users.id", "rotations.events.assignment_strategy.members.user_id");

    /// `/v3/schedules/{id}`, what is kept of it.
    record Found(String id, Fields fields) implements ShiftSchedule {}

    /// It disappeared between the list and its own answer.
    record Removed(String id) implements ShiftSchedule {}

    /// A schedule that was listed but is not found is asked for once more, before it is believed to be gone.
    static ShiftSchedule read(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        try {
            return ask(api, id, meter);
        } catch (ReadFailed failure) {
            if (failure.status() != NOT_FOUND) {
                throw failure;
            }
        }
        try {
            return ask(api, id, meter);
        } catch (ReadFailed failure) {
            if (failure.status() != NOT_FOUND) {
                throw failure;
            }
            return new Removed(id);
        }
    }

    private static ShiftSchedule ask(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        Ask ask = new Ask("/v3/schedules/" + Ask.segment(id), "shift schedule " + Words.brief(id, 40));
        return new Found(id, api.get(ask, meter, ShiftSchedule::unwrapped));
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
