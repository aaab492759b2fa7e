package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.view.Call;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Every business service the caller sees.
final class BusinessServicesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/business_services";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("services.read");
    }

    @Override
    public Answer answer(Call call) {
        return new Listing<SimulatedBusinessService>(
                        "business_services",
                        Listing.DEFAULT_LIMIT,
                        false,
                        (json, service) -> write(json, call, service))
                .answer(call.query(), call.view().onCall().businessServices());
    }

    /// Unlike other objects it has no page, and what it says of its team is not all of a reference.
    private static void write(JsonGenerator json, Call call, SimulatedBusinessService service) {
        var row = Row.open(json, call.view().rawFields("business_service", service.id()))
                .text("id", service.id())
                .text("type", "business_service")
                .text("summary", service.name())
                .text("self", call.links().self("/business_services/" + service.id()))
                .nothing("html_url")
                .text("name", service.name())
                .text("description", service.description())
                .text("point_of_contact", service.pointOfContact());
        call.view().teams(service.teamIds()).stream()
                .findFirst()
                .ifPresentOrElse(
                        team -> row.object(
                                "team",
                                ref -> ref.text("id", team.id())
                                        .text("type", "team_reference")
                                        .text("self", call.links().self("/teams/" + team.id()))),
                        () -> row.nothing("team"));
        row.close();
    }
}
