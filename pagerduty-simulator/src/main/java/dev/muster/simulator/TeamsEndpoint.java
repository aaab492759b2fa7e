package dev.muster.simulator;

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
