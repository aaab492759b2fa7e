package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.view.Call;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Seats bought and used. Full seats are sold in tens unless a number was bought, stakeholders are unlimited.
final class LicencesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/licenses";
    }

    @Override
    public Answer answer(Call call) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("licenses");
            json.writeStartArray();
            List.of(Licence.values()).forEach(licence -> write(json, call, licence));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Call call, Licence licence) {
        int used = (int) call.view().allocations().stream()
                .filter(allocation -> allocation.licence() == licence)
                .count();
        var row = licence.write(Row.open(json, call.view().rawFields("license", licence.id())))
                .number("current_value", used);
        if (licence == Licence.FULL_USER) {
            row.number("allocations_available", call.view().fullSeatsLeft(used));
        } else {
            row.nothing("allocations_available");
        }
        row.close();
    }
}
