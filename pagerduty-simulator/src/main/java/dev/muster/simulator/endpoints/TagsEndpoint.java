package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Tags;
import dev.muster.simulator.view.Call;
import tools.jackson.core.JsonGenerator;

/// The labels of the account. Its pages hold 100 rows, and it tells the total unasked.
final class TagsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/tags";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas(PlanFeature.TAGS)) {
            return Refusal.notInPlan(PlanFeature.TAGS.ability());
        }
        var tags = call.named(call.view().reach().tags(), Tags.Tag::label);
        return new Listing<Tags.Tag>("tags", Listing.MAX_LIMIT, true, (json, tag) -> write(json, call, tag))
                .answer(call.query().with("total", "true"), tags);
    }

    static void write(JsonGenerator json, Call call, Tags.Tag tag) {
        Row.open(json, call.view().rawFields("tag", tag.id()))
                .text("id", tag.id())
                .text("type", "tag")
                .text("summary", tag.label())
                .text("self", call.links().self("/tags/" + tag.id()))
                .nothing("html_url")
                .text("label", tag.label())
                .close();
    }
}
