package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.References;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Who is on call now. Counted against a rate limit of its own.
final class OnCallsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/oncalls";
    }

    @Override
    public Answer answer(Call call) {
        return new Listing<SimulatedOnCall>(
                        "oncalls", Listing.DEFAULT_LIMIT, false, (json, onCall) -> write(json, call, onCall))
                .answer(call.query(), wanted(call));
    }

    private static List<SimulatedOnCall> wanted(Call call) {
        var onCalls = call.only(call.view().onCall().onCalls(), "user_ids[]", SimulatedOnCall::userId);
        var ofPolicies = call.only(onCalls, "escalation_policy_ids[]", SimulatedOnCall::policyId);
        return call.only(ofPolicies, "schedule_ids[]", SimulatedOnCall::scheduleId);
    }

    private static void write(JsonGenerator json, Call call, SimulatedOnCall onCall) {
        var references = new References(call);
        var row = Row.open(json, call.view().rawFields("oncall", onCall.id()))
                .object("escalation_policy", ref -> references.policy(ref, onCall.policyId()))
                .number("escalation_level", onCall.level());
        String schedule = onCall.scheduleId();
        if (schedule == null) {
            row.nothing("schedule");
        } else {
            row.object("schedule", ref -> references.schedule(ref, schedule));
        }
        row.object("user", ref -> references.user(ref, onCall.userId()))
                .text("start", time(onCall.start()))
                .text("end", time(onCall.end()))
                .close();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
