package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.References;
import tools.jackson.core.JsonGenerator;

/// Who is in a team and in which team role: the one place that says so. Unlike other lists its pages hold 100 rows.
final class TeamMembersEndpoint implements Endpoint {

    private static final int DEFAULT_LIMIT = 100;

    @Override
    public String path() {
        return "/teams/{id}/members";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas("teams")) {
            return Refusal.notInPlan("teams");
        }
        return call.view().team(call.id()).map(team -> members(call, team)).orElseGet(Refusal::notFound);
    }

    private static Answer members(Call call, SimulatedTeam team) {
        return new Listing<SimulatedMember>(
                        "members", DEFAULT_LIMIT, false, (json, member) -> write(json, call, team, member))
                .answer(call.query(), call.view().membersOf(team));
    }

    private static void write(JsonGenerator json, Call call, SimulatedTeam team, SimulatedMember member) {
        Row.open(json, call.view().rawFields("member", member.idIn(team)))
                .object("user", ref -> new References(call).user(ref, member.userId()))
                .text("role", member.role())
                .close();
    }
}
