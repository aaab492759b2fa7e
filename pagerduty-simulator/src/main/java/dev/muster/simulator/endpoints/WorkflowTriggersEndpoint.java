package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.CursorListing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.view.Call;
import tools.jackson.core.JsonGenerator;

/// What starts incident workflows, and who may.
final class WorkflowTriggersEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/incident_workflows/triggers";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().planHas(PlanFeature.INCIDENT_WORKFLOWS)) {
            return Refusal.notInPlan(PlanFeature.INCIDENT_WORKFLOWS.ability());
        }
        return new CursorListing<SimulatedTrigger>(
                        "triggers", true, SimulatedTrigger::id, (json, trigger) -> write(json, call, trigger))
                .answer(call.query(), call.view().reach().triggers());
    }

    private static void write(JsonGenerator json, Call call, SimulatedTrigger trigger) {
        var links = call.links();
        String self = links.self("/incident_workflows/triggers/" + trigger.id());
        Row.open(json, call.view().rawFields("workflow_trigger", trigger.id()))
                .text("id", trigger.id())
                .text("type", "workflow_trigger")
                .text("trigger_type_name", typeName(trigger))
                .text("trigger_type", trigger.triggerType())
                .text("trigger_url", self + "/start")
                .text("self", self)
                .text("workflow_id", trigger.workflowId())
                .text("workflow_name", trigger.workflowName())
                .flag("is_subscribed_to_all_services", trigger.allServices())
                .array("services", trigger.services(), (ref, service) -> service.write(ref))
                .object(
                        "workflow",
                        workflow -> workflow.text("id", trigger.workflowId())
                                .text("name", trigger.workflowName())
                                .text("type", "incident_workflow")
                                .text("created_at", "2026-02-13T19:55:01.171Z")
                                .text("self", links.self("/incident_workflows/" + trigger.workflowId()))
                                .text("html_url", links.html("/flex-workflows/workflows/" + trigger.workflowId())))
                .object("permissions", permissions -> writePermissions(permissions, trigger))
                .close();
    }

    private static void writePermissions(Row row, SimulatedTrigger trigger) {
        row.flag("restricted", trigger.isRestricted());
        if (trigger.isRestricted()) {
            row.text("team_id", trigger.teamId());
        }
    }

    private static String typeName(SimulatedTrigger trigger) {
        return switch (trigger.triggerType()) {
            case "manual" -> "Manual Trigger";
            case "conditional" -> "Conditional Trigger";
            default -> "Incident Type Trigger";
        };
    }
}
