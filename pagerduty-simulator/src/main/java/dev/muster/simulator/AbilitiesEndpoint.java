package dev.muster.simulator;

/// What the plan includes.
final class AbilitiesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/abilities";
    }

    @Override
    public Answer answer(Call call) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("abilities");
            json.writeStartArray();
            call.view().abilities().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
