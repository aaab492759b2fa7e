package dev.muster.simulator;

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
