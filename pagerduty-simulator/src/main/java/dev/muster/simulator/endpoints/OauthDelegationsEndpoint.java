package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.CursorListing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedDelegation;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Times;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The tokens held for one user. Account keys and administrators see those of everybody, others their own.
final class OauthDelegationsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/{id}/oauth_delegations";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("oauth_delegations.read");
    }

    @Override
    public Answer answer(Call call) {
        var view = call.view();
        if (!view.planHas(PlanFeature.OAUTH_DELEGATIONS)) {
            return Refusal.notInPlan(PlanFeature.OAUTH_DELEGATIONS.ability());
        }
        if (view.user(call.id()).isEmpty()) {
            return Refusal.notFound();
        }
        boolean own = view.self().filter(self -> self.id().equals(call.id())).isPresent();
        return own || view.isAdministrator() ? delegations(call) : Refusal.accessDenied();
    }

    private static Answer delegations(Call call) {
        List<SimulatedDelegation> shown = call.view().reach().delegationsOf(call.id()).stream()
                .filter(one ->
                        isAmong(call, "delegation_type", one.delegationType()) && isAmong(call, "status", one.status()))
                .toList();
        return new CursorListing<SimulatedDelegation>(
                        "oauth_delegations", true, SimulatedDelegation::id, (json, one) -> write(json, call, one))
                .answer(call.query(), shown);
    }

    /// The filters are lists with commas.
    private static boolean isAmong(Call call, String filter, String value) {
        return call.query()
                .one(filter)
                .map(wanted -> List.of(wanted.split(",")).contains(value))
                .orElse(true);
    }

    /// PagerDuty names the type in one way in its schema and in another in its example; some rows have one, some
    /// the other.
    private static void write(JsonGenerator json, Call call, SimulatedDelegation delegation) {
        boolean asInTheExample = delegation.id().hashCode() % 2 == 0;
        Row.open(json, call.view().rawFields("oauth_delegation", delegation.id()))
                .text("id", delegation.id())
                .text(asInTheExample ? "type" : "delegation_type", delegation.delegationType())
                .text("client_id", delegation.clientId())
                .text("self", call.links().self("/users/%s/oauth_delegations/%s".formatted(call.id(), delegation.id())))
                .text("created_at", Times.text(delegation.createdAt()))
                .text("expires_at", Times.text(delegation.expiresAt()))
                .text("status", delegation.status())
                .text("scope", delegation.scope())
                .close();
    }
}
