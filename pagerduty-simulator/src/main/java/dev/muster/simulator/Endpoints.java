package dev.muster.simulator;

import java.util.List;

/// Every address the account answers. The first that fits a path answers, so literal paths stand before variable ones.
final class Endpoints {

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
            new LicenceAllocationsEndpoint());

    private Endpoints() {}

    static Answer answer(String path, Query query, View view, Links links) {
        for (var route : ROUTES) {
            var variables = route.pattern().match(path);
            if (variables.isPresent()) {
                return allowed(route.endpoint(), view)
                        ? route.endpoint().answer(new Call(view, links, variables.get(), query))
                        : Refusal.accessDenied();
            }
        }
        return Refusal.notFound();
    }

    private static boolean allowed(Endpoint endpoint, View view) {
        return endpoint.isPersonal() || view.showsOthers();
    }

    private static List<Route> routes(Endpoint... endpoints) {
        return List.of(endpoints).stream()
                .map(endpoint -> new Route(PathPattern.of(endpoint.path()), endpoint))
                .toList();
    }
}
