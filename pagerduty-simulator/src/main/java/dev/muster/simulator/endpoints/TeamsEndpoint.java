package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.TeamJson;

/// Every team the caller sees.
final class TeamsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/teams";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas("teams")) {
            return Refusal.notInPlan("teams");
        }
        var json = new TeamJson(call);
        return new Listing<>("teams", Listing.DEFAULT_LIMIT, true, json::write)
                .answer(call.query(), call.named(call.view().teams(), SimulatedTeam::name));
    }
}
