package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Ask;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Lists;
import java.util.Set;

/// `/users/{id}/oauth_delegations`: what clients may do in the name of one user. Those that were revoked give nobody
/// anything.
final class Delegations {
    /// PagerDuty names the type in one way in its schema and in another in its example.
    private static final Allowed KEPT =
            Allowed.of("id", "status", "client_id", "delegation_type", "type", "created_at");

    private Delegations() {}

    static Listing of(String user) {
        return Lists.of(
                "/users/%s/oauth_delegations?status=issued".formatted(Ask.segment(user)),
                "oauth_delegations",
                "id",
                KEPT,
                "delegations of user " + Words.brief(user, 40),
                Lists.CURSOR,
                Set.of());
    }
}
