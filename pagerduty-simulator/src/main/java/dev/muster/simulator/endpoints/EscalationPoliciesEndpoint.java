package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.PolicyJson;
import java.util.List;

/// Every escalation policy the caller sees.
final class EscalationPoliciesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/escalation_policies";
    }

    @Override
    public Answer answer(Call call) {
        var json = new PolicyJson(call);
        return new Listing<>("escalation_policies", Listing.DEFAULT_LIMIT, false, json::write)
                .answer(call.query(), call.sorted(wanted(call)));
    }

    private static List<SimulatedPolicy> wanted(Call call) {
        var policies = call.ofTeams(call.view().onCall().policies(), SimulatedPolicy::teamIds);
        return paging(call.query().all("user_ids[]"), call.named(policies, SimulatedPolicy::name));
    }

    private static List<SimulatedPolicy> paging(List<String> userIds, List<SimulatedPolicy> policies) {
        return userIds.isEmpty()
                ? policies
                : policies.stream()
                        .filter(policy -> userIds.stream()
                                .map(SimulatedPolicy.Target::user)
                                .anyMatch(policy::pages))
                        .toList();
    }
}
