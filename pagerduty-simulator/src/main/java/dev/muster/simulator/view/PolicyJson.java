package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedService;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/// Writes escalation policies as `/escalation_policies` shows them.
public final class PolicyJson {

    private final View view;
    private final Links links;
    private final References references;
    private final Map<String, List<SimulatedService>> services;

    public PolicyJson(Call call) {
        this.view = call.view();
        this.links = call.links();
        this.references = new References(call);
        this.services = call.view().onCall().servicesByPolicy();
    }

    public void write(JsonGenerator json, SimulatedPolicy policy) {
        var row = Row.open(json, view.rawFields("escalation_policy", policy.id()));
        Identity.of(policy, "escalation_policy")
                .write(row, links)
                .text("name", policy.name())
                .text("description", policy.description())
                .number("num_loops", policy.loops())
                .text("on_call_handoff_notifications", "if_has_services")
                .array("escalation_rules", levels(policy), (rule, level) -> rule(rule, policy, level))
                .array("services", services.getOrDefault(policy.id(), List.of()), references::service)
                .array("teams", view.teams(policy.teamIds()), references::team)
                .nothing("privilege")
                .close();
    }

    private static List<Integer> levels(SimulatedPolicy policy) {
        return IntStream.rangeClosed(1, policy.levels().size()).boxed().toList();
    }

    private void rule(Row rule, SimulatedPolicy policy, int number) {
        var level = policy.levels().get(number - 1);
        rule.text("id", policy.id() + "L" + number)
                .number("escalation_delay_in_minutes", level.delayMinutes())
                .array("targets", level.targets(), references::target)
                .text("escalation_rule_assignment_strategy", "assign_to_everyone");
    }
}
