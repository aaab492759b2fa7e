package dev.muster.simulator;

/// What the plan includes.
final class AbilitiesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/abilities";
    }

    @Override
    public Answer answer(Call call) {
        return Answer.json(Json.write(json ->
                Row.open(json).texts("abilities", call.view().abilities()).close()));
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
