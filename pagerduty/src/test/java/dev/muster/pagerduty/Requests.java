package dev.muster.pagerduty;

import dev.muster.simulator.Faults;

/// Where the requests of a feed go, so that one of them can be made to fail.
///
/// @param number counted from 1 among the requests to that path
record Requests(String path, int number) {

    /// @param request counted from 1 within the feed
    static Requests of(String feed, int request) {
        return switch (feed) {
            case "credential" -> ofCredential(request);
            case "users" -> new Requests("/users", request);
            case "teams" -> new Requests("/teams", request);
            case "team_members" -> new Requests("/teams/{id}/members", request);
            case "licences" -> new Requests("/licenses", request);
            case "licence_allocations" -> new Requests("/license_allocations", request);
            case "escalation_policies" -> new Requests("/escalation_policies", request);
            case "schedules" -> new Requests("/schedules", request);
            case "shift_schedules" -> ofShiftSchedules(request);
            case "on_calls" -> new Requests("/oncalls", request);
            case "services" -> new Requests("/services", request);
            case "business_services" -> new Requests("/business_services", request);
            case "audit_records" -> new Requests("/audit/records", request);
            case "webhook_subscriptions" -> new Requests("/webhook_subscriptions", request);
            case "extensions" -> new Requests("/extensions", request);
            case "workflow_connections" -> new Requests("/workflows/integrations/connections", request);
            case "workflow_triggers" -> new Requests("/incident_workflows/triggers", request);
            case "oauth_delegations" -> new Requests("/users/{id}/oauth_delegations", request);
            case "tags" -> ofTags(request);
            default -> throw new IllegalArgumentException("PagerDuty has no feed " + feed);
        };
    }

    Faults.When once(Faults faults) {
        return faults.on(path).nth(number);
    }

    Faults.When from(Faults faults) {
        return faults.on(path).from(number);
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
