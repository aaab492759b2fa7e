package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.Plan;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.view.Call;

/// Whether the plan includes one thing: 402 when it could and does not, 404 when nobody knows what it is.
final class AbilityEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/abilities/{id}";
    }

    @Override
    public Answer answer(Call call) {
        if (call.view().planHas(call.id())) {
            return Answer.empty(204);
        }
        return Plan.knows(call.id()) ? Refusal.notInPlan(call.id()) : Answer.of(404, Answer.JSON, "{}");
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
