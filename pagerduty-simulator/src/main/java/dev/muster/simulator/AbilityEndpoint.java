package dev.muster.simulator;

/// Whether the plan includes one thing. Names the plan does not include are all unknown names.
final class AbilityEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/abilities/{id}";
    }

    @Override
    public Answer answer(Call call) {
        return call.view().planHas(call.id()) ? Answer.empty(204) : Answer.of(404, Answer.JSON, "{}");
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
