package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.TeamJson;

/// One team.
final class TeamEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/teams/{id}";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas("teams")) {
            return Refusal.notInPlan("teams");
        }
        return call.view().team(call.id()).map(team -> found(call, team)).orElseGet(Refusal::notFound);
    }

    private static Answer found(Call call, SimulatedTeam team) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("team");
            new TeamJson(call).write(json, team);
            json.writeEndObject();
        }));
    }
}
