package dev.muster.pagerduty;

import java.util.List;
import java.util.Set;

/// What clients may do in the name of one user, read whole before any of it is written.
sealed interface Delegations {
    /// PagerDuty names the type in one way in its schema and in another in its example.
    Allowed KEPT = Allowed.of("id", "status", "client_id", "delegation_type", "type", "created_at");

    /// `/users/{id}/oauth_delegations`, page by page.
    record Listed(String user, List<List<Fields>> pages) implements Delegations {}

    /// The user disappeared after the list of users was read.
    record Removed(String user) implements Delegations {}

    static Delegations read(Api api, String user, Meter meter) throws ReadFailed, InterruptedException {
        try {
            return new Listed(user, Gathered.pages(new Walk(api, listing(user), meter)));
        } catch (ReadFailed failure) {
            if (!Vanished.is(failure)) {
                throw failure;
            }
            Ask itself = new Ask(path(user), "user " + Words.brief(user, 40));
            Vanished.confirm(api, itself, "the list of their delegations", failure, meter);
            return new Removed(user);
        }
    }

    /// Those that were revoked give nobody anything.
    private static Listing listing(String user) {
        return new Listing(
                path(user) + "/oauth_delegations?status=issued",
                "oauth_delegations",
                "id",
                KEPT,
                "delegations of user " + Words.brief(user, 40),
                Paging.CURSOR,
                Set.of());
    }

    private static String path(String user) {
        return "/users/" + Ask.segment(user);
    }
}
