package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Reference;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// `/v3/schedules/{id}`: one schedule made of shifts, read by itself.
final class ShiftSchedule {
    private static final Allowed KEPT = Reference.kept(
            List.of("name", "rotations.events.assignment_strategy.members.user_id"),
            List.of("teams", "users", SchedulesFeed.POLICIES));

    private ShiftSchedule() {}

    /// What is kept of it. What was just made is not everywhere at once, so a schedule that is not found is asked
    /// for once more.
    static Fields read(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        try {
            return ask(api, id, meter);
        } catch (ReadFailed failure) {
            if (failure.isNotFound()) {
                return ask(api, id, meter);
            }
            throw failure;
        }
    }

    private static Fields ask(Api api, String id, Meter meter) throws ReadFailed, InterruptedException {
        Ask ask = new Ask("/v3/schedules/" + Ask.segment(id), "shift schedule " + Words.brief(id, 40));
        return api.get(ask, meter, ShiftSchedule::unwrapped);
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
