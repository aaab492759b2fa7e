package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Identity;
import dev.muster.simulator.view.References;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Every technical service the caller sees.
final class ServicesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/services";
    }

    @Override
    public Answer answer(Call call) {
        var services = call.ofTeams(call.view().onCall().services(), SimulatedService::teamIds);
        var named = call.only(call.named(services, SimulatedService::name), "name", SimulatedService::name);
        return new Listing<SimulatedService>(
                        "services", Listing.DEFAULT_LIMIT, false, (json, service) -> write(json, call, service))
                .answer(call.query(), call.sorted(named));
    }

    private static void write(JsonGenerator json, Call call, SimulatedService service) {
        var references = new References(call);
        var row = Row.open(json, call.view().rawFields("service", service.id()));
        Identity.of(service, "service")
                .write(row, call.links())
                .text("name", service.name())
                .text("description", service.description())
                .text("created_at", "2024-03-11T10:20:30+03:00")
                .text("status", service.status())
                .object("escalation_policy", ref -> references.policy(ref, service.policyId()))
                .array("teams", call.view().teams(service.teamIds()), references::team)
                .array("integrations", List.of(service), (integration, of) -> integration(integration, call, of))
                .array("addons", List.of(), (addon, none) -> {})
                .close();
    }

    /// A reference, unless it was asked for in full: then it gives its key away.
    private static void integration(Row integration, Call call, SimulatedService service) {
        boolean full = call.includes("integrations");
        String id = service.id() + "I1";
        String type = "events_api_v2_inbound_integration";
        new Identity(
                        full ? type : type + "_reference",
                        id,
                        "Events",
                        "/services/%s/integrations/%s".formatted(service.id(), id))
                .write(integration, call.links());
        if (full) {
            integration.text("integration_key", Canary.integrationKey(service.id()));
        }
    }
}
