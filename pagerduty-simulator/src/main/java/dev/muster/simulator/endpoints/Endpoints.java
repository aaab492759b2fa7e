package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.PathPattern;
import dev.muster.simulator.http.Query;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Links;
import dev.muster.simulator.view.ReachView;
import dev.muster.simulator.view.View;
import java.util.List;
import java.util.Optional;

/// Every address the account answers. The first that fits a path answers, so literal paths stand before variable ones.
public final class Endpoints {

    private record Route(PathPattern pattern, Endpoint endpoint) {}

    private static final List<Route> ROUTES = routes(
            new AbilitiesEndpoint(),
            new AbilityEndpoint(),
            new UsersEndpoint(),
            new OwnUserEndpoint(),
            new UserEndpoint(),
            new UserLicenceEndpoint(),
            new TeamsEndpoint(),
            new TeamEndpoint(),
            new TeamMembersEndpoint(),
            new LicencesEndpoint(),
            new LicenceAllocationsEndpoint(),
            new EscalationPoliciesEndpoint(),
            new SchedulesEndpoint(),
            new ShiftSchedulesEndpoint(),
            new ShiftScheduleEndpoint(),
            new OnCallsEndpoint(),
            new ServicesEndpoint(),
            new BusinessServicesEndpoint(),
            new ServiceDependenciesEndpoint(),
            new WebhookSubscriptionsEndpoint(),
            new ExtensionsEndpoint(),
            new WorkflowConnectionsEndpoint(),
            new WorkflowTriggersEndpoint(),
            new AuditRecordsEndpoint(),
            new OauthDelegationsEndpoint(),
            new TagsEndpoint(),
            new TagEndpoint(),
            new TaggedEndpoint("users", "user_reference", ReachView::taggedUsers),
            new TaggedEndpoint("teams", "team_reference", ReachView::taggedTeams),
            new TaggedEndpoint("escalation_policies", "escalation_policy_reference", ReachView::taggedPolicies));

    private Endpoints() {}

    public static Answer answer(String path, Query query, View view, Links links) {
        for (var route : ROUTES) {
            var variables = route.pattern().match(path);
            if (variables.isPresent()) {
                return refusal(route.endpoint(), view)
                        .orElseGet(() -> route.endpoint().answer(new Call(view, links, variables.get(), query)));
            }
        }
        return Refusal.notFound();
    }

    private static Optional<Answer> refusal(Endpoint endpoint, View view) {
        if (!endpoint.isPersonal() && !view.showsOthers()) {
            return Optional.of(Refusal.accessDenied());
        }
        return endpoint.scope().filter(view::lacks).map(scope -> Refusal.missingScope(scope, view.scopes()));
    }

    private static List<Route> routes(Endpoint... endpoints) {
        return List.of(endpoints).stream()
                .map(endpoint -> new Route(PathPattern.of(endpoint.path()), endpoint))
                .toList();
    }
}
