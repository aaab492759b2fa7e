package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.UserJson;
import java.util.List;

/// Everyone, or those of some teams, or those whose name holds a text, in one order unless the account mixes it.
final class UsersEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users";
    }

    @Override
    public Answer answer(Call call) {
        List<String> teamIds = call.query().all("team_ids[]");
        if (!teamIds.isEmpty() && !call.view().planHas("teams")) {
            return Refusal.notInPlan("teams");
        }
        List<SimulatedUser> users =
                teamIds.isEmpty() ? call.view().users() : call.view().usersOf(teamIds);
        var json = new UserJson(call);
        return new Listing<>("users", Listing.DEFAULT_LIMIT, false, json::write)
                .answer(call.query(), call.view().filtering().filtered(users, call.query()));
    }
}
