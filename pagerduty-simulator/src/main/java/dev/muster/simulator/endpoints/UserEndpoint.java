package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.UserJson;

/// One user.
final class UserEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/{id}";
    }

    @Override
    public Answer answer(Call call) {
        return call.view().user(call.id()).map(user -> found(call, user)).orElseGet(Refusal::notFound);
    }

    static Answer found(Call call, SimulatedUser user) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("user");
            new UserJson(call).writeAlone(json, user);
            json.writeEndObject();
        }));
    }
}
