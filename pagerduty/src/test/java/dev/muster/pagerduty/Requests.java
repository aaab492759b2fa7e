package dev.muster.pagerduty;

import dev.muster.simulator.faults.Faults;

/// Where the requests of a feed go, so that one of them can be made to fail.
///
/// @param path   with a query when only some requests to it are meant
/// @param number counted from 1 among those
record Requests(String path, int number) {

    /// @param request counted from 1 within the feed
    static Requests of(String feed, int request) {
        return switch (feed) {
            case "credential" -> ofCredential(request);
            case "users" -> page("/users", request);
            case "teams" -> page("/teams", request);
            case "team_members" -> new Requests("/teams/{id}/members", request);
            case "licences" -> new Requests("/licenses", request);
            case "licence_allocations" -> page("/license_allocations", request);
            case "escalation_policies" -> page("/escalation_policies", request);
            case "schedules" -> page("/schedules", request);
            case "shift_schedules" -> ofShiftSchedules(request);
            case "on_calls" -> page("/oncalls", request);
            case "services" -> page("/services", request);
            case "business_services" -> page("/business_services", request);
            case "audit_records" -> new Requests("/audit/records", request);
            case "webhook_subscriptions" -> page("/webhook_subscriptions", request);
            case "extensions" -> page("/extensions", request);
            case "workflow_connections" -> new Requests("/workflows/integrations/connections", request);
            case "workflow_triggers" -> new Requests("/incident_workflows/triggers", request);
            case "oauth_delegations" -> new Requests("/users/{id}/oauth_delegations", request);
            case "tags" -> ofTags(request);
            case "service_dependencies" -> new Requests("/service_dependencies/business_services/{id}", request);
            default -> throw new IllegalArgumentException("PagerDuty has no feed " + feed);
        };
    }

    Faults.When once(Faults faults) {
        return faults.on(path).nth(number);
    }

    Faults.When from(Faults faults) {
        return faults.on(path).from(number);
    }

    /// Pages after the first are asked for at the same time, so they are told apart by where they begin.
    private static Requests page(String path, int number) {
        return new Requests("%s?offset=%d".formatted(path, (number - 1) * 100), 1);
    }

    /// One page names up to a thousand; then each is asked for by itself.
    private static Requests ofShiftSchedules(int request) {
        return request == 1 ? new Requests("/v3/schedules", 1) : new Requests("/v3/schedules/{id}", request - 1);
    }

    /// One page names them; then what carries each is asked for, users first.
    private static Requests ofTags(int request) {
        return request == 1 ? new Requests("/tags", 1) : new Requests("/tags/{id}/users", (request + 1) / 3);
    }

    private static Requests ofCredential(int request) {
        return switch (request) {
            case 1 -> new Requests("/abilities", 1);
            case 2 -> new Requests("/users/me", 1);
            default -> throw new IllegalArgumentException("The credential takes two requests, not " + request);
        };
    }

    /// The same when an OAuth app reads: it asks for its token before anything else, and never who it is.
    static Requests ofApp(String feed, int request) {
        if (!feed.equals("credential")) {
            return of(feed, request);
        }
        return request == 1 ? new Requests("/oauth/token", 1) : new Requests("/abilities", 1);
    }
}
