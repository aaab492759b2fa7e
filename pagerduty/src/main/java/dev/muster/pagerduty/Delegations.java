package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.List;
import java.util.Set;

/// What clients may do in the name of one user, read whole before any of it is written.
sealed interface Delegations {
    int NOT_FOUND = 404;

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
            if (failure.status() == NOT_FOUND) {
                return removed(api, user, meter, failure);
            }
            throw failure;
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

    /// A user who is still there has delegations we did not see.
    private static Delegations removed(Api api, String user, Meter meter, ReadFailed missing)
            throws ReadFailed, InterruptedException {
        try {
            Ask ask = new Ask(path(user), "user " + Words.brief(user, 40));
            api.get(ask, meter, json -> Fields.read(json, Allowed.NOTHING));
        } catch (ReadFailed failure) {
            if (failure.status() == NOT_FOUND) {
                return new Removed(user);
            }
            throw failure;
        }
        throw ReadFailed.forGood(
                new Problem(
                        Cause.NOT_WHOLE,
                        "PagerDuty has user %s, but not the list of their delegations (404)"
                                .formatted(Words.brief(user, 40)),
                        "The next sync reads it again",
                        missing.problem().requestId()),
                NOT_FOUND);
    }

    private static String path(String user) {
        return "/users/" + Ask.segment(user);
    }
}
