package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.Tags;
import dev.muster.simulator.view.Call;

/// One tag.
final class TagEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/tags/{id}";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas(PlanFeature.TAGS)) {
            return Refusal.notInPlan(PlanFeature.TAGS.ability());
        }
        return call.view().reach().tag(call.id()).map(tag -> found(call, tag)).orElseGet(Refusal::notFound);
    }

    private static Answer found(Call call, Tags.Tag tag) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("tag");
            TagsEndpoint.write(json, call, tag);
            json.writeEndObject();
        }));
    }
}
