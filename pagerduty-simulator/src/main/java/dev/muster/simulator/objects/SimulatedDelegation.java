package dev.muster.simulator.objects;

import java.time.Instant;

/// A token an app, a phone or a browser holds for a user.
///
/// @param status         `issued` or `revoked`
/// @param clientId       who holds it: `PagerDutyLogin`
/// @param delegationType `web`, `mobile` or `integration`
/// @param scope          separated by spaces
public record SimulatedDelegation(
        String id,
        String status,
        String clientId,
        String delegationType,
        String scope,
        Instant createdAt,
        Instant expiresAt) {

    static final String ISSUED = "issued";

    /// An issued one that lasts a week.
    public static SimulatedDelegation issued(String id, String clientId, String delegationType, Instant createdAt) {
        return new SimulatedDelegation(
                id, ISSUED, clientId, delegationType, "openid profile", createdAt, createdAt.plusSeconds(604_800));
    }
}
