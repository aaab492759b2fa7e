package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.CursorListing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.view.Call;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What workflows may do in other products. Secrets are never shown here, settings are.
final class WorkflowConnectionsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/workflows/integrations/connections";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("workflow_integrations:connections.read");
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas(PlanFeature.WORKFLOW_INTEGRATIONS)) {
            return Refusal.notInPlan(PlanFeature.WORKFLOW_INTEGRATIONS.ability());
        }
        return new CursorListing<SimulatedConnection>(
                        "connections",
                        false,
                        SimulatedConnection::id,
                        (json, connection) -> write(json, call, connection))
                .answer(call.query(), call.view().reach().connections());
    }

    private static void write(JsonGenerator json, Call call, SimulatedConnection connection) {
        String path =
                "/workflows/integrations/%s/connections/%s".formatted(connection.integrationId(), connection.id());
        var row = Row.open(json, call.view().rawFields("workflow_integration_connection", connection.id()))
                .text("id", connection.id())
                .text("type", "workflow_integration_connection")
                .text("integration_id", connection.integrationId())
                .text("name", connection.name())
                .text("service_url", connection.serviceUrl())
                .text("external_id", connection.name())
                .text("external_id_label", "Connection Name")
                .texts("scopes", connection.scopes())
                .flag("is_default", false)
                .object(
                        "health",
                        health -> health.flag("is_healthy", true)
                                .text("health_message", "Healthy")
                                .text("last_checked_at", "2026-07-18T21:16:51.511+00:00"))
                .object(
                        "configuration",
                        settings -> settings.text("Redacted Authentication Headers", "x-api-key: " + Canary.MARK))
                .nothing("secrets");
        writeReach(row, connection);
        row.text("html_url", call.links().html(path))
                .text("self", call.links().self(path))
                .text("created_at", "2026-06-18T18:41:27.1+00:00");
        writeCreator(row, connection);
        row.close();
    }

    private static void writeReach(Row row, SimulatedConnection connection) {
        row.array(
                        "teams",
                        connection.teamIds(),
                        (team, id) -> team.text("team_id", id).text("type", "team_reference"))
                .array(
                        "apps",
                        connection.appIds(),
                        (app, id) -> app.text("app_id", id).text("type", "pd_app_reference"));
    }

    private static void writeCreator(Row row, SimulatedConnection connection) {
        var creator = connection.createdBy();
        if (creator == null) {
            row.nothing("created_by");
        } else {
            row.object("created_by", creator::write);
        }
    }
}
