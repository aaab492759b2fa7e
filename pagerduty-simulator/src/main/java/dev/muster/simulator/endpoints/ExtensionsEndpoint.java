package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.view.Call;
import tools.jackson.core.JsonGenerator;

/// Products that services talk to, with their settings.
final class ExtensionsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/extensions";
    }

    @Override
    public Answer answer(Call call) {
        var extensions = call.named(call.view().reach().extensions(), SimulatedExtension::name);
        return new Listing<SimulatedExtension>(
                        "extensions", Listing.DEFAULT_LIMIT, false, (json, extension) -> write(json, call, extension))
                .answer(call.query(), extensions);
    }

    private static void write(JsonGenerator json, Call call, SimulatedExtension extension) {
        var row = Row.open(json, call.view().rawFields("extension", extension.id()))
                .text("id", extension.id())
                .text("type", "extension")
                .text("summary", extension.name())
                .text("self", call.links().self("/extensions/" + extension.id()))
                .nothing("html_url")
                .text("name", extension.name())
                .text("endpoint_url", extension.endpointUrl())
                .array("extension_objects", extension.services(), (ref, service) -> service.write(ref))
                .object("extension_schema", extension.schema()::write)
                .flag("temporarily_disabled", extension.temporarilyDisabled());
        row.object("config", config -> extension.config().forEach(config::text)).close();
    }
}
