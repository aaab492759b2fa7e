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
            case "users" -> new Requests("/users", request + 1);
            case "teams" -> new Requests("/teams", request);
            case "team_members" -> new Requests("/teams/{id}/members", request);
            default -> throw new IllegalArgumentException("PagerDuty has no feed " + feed);
        };
    }

    Faults.When once(Faults faults) {
        return faults.on(path).nth(number);
    }

    Faults.When from(Faults faults) {
        return faults.on(path).from(number);
    }

    /// The credential feed asks `/users` first, for the web address of the account.
    private static Requests ofCredential(int request) {
        return switch (request) {
            case 1 -> new Requests("/abilities", 1);
            case 2 -> new Requests("/users/me", 1);
            case 3 -> new Requests("/users", 1);
            default -> throw new IllegalArgumentException("The credential takes three requests, not " + request);
        };
    }
}
