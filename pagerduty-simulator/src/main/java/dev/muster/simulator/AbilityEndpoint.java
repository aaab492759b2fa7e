package dev.muster.simulator;

import java.util.Map;

/// Whether the plan includes one thing. Names the plan does not include are all unknown names.
final class AbilityEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/abilities/{id}";
    }

    @Override
    public Answer answer(Call call) {
        return call.view().planHas(call.id())
                ? new Answer(204, Map.of(), new byte[0])
                : Answer.of(404, Answer.JSON, "{}");
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
