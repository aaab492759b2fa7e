package dev.muster.pagerduty.api;

import dev.muster.connector.Entitlement;
import java.util.List;

/// The ways in which a client acts for a user. None is privileged: no client may do more than its user.
public final class DelegationType {
    /// The type of resource a delegation is held on.
    public static final String RESOURCE = "oauth_client";

    private DelegationType() {}

    public static List<Entitlement> entitlements() {
        return List.of(
                new Entitlement(RESOURCE, "web", "Signed in by browser", false),
                new Entitlement(RESOURCE, "mobile", "Signed in by mobile app", false),
                new Entitlement(RESOURCE, "integration", "Acts through an app", false));
    }
}
