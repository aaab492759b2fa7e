package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Tags;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.ReachView;
import java.util.List;
import java.util.function.BiFunction;

/// What carries a tag: one address for each kind of thing that can.
///
/// @param kind   the last part of the address, and the name of the rows
/// @param type   of the references in them
/// @param tagged what the caller sees of them
record TaggedEndpoint(String kind, String type, BiFunction<ReachView, Tags.Tag, List<String>> tagged)
        implements Endpoint {

    @Override
    public String path() {
        return "/tags/{id}/" + kind;
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas(PlanFeature.TAGS)) {
            return Refusal.notInPlan(PlanFeature.TAGS.ability());
        }
        var reach = call.view().reach();
        return reach.tag(call.id())
                .map(tag -> list(call, tagged.apply(reach, tag)))
                .orElseGet(Refusal::notFound);
    }

    private Answer list(Call call, List<String> ids) {
        return new Listing<String>(
                        kind,
                        Listing.MAX_LIMIT,
                        false,
                        (json, id) ->
                                Row.open(json).text("id", id).text("type", type).close())
                .answer(call.query().with("total", "true"), ids);
    }
}
