package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.view.Call;

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
