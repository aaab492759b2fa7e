package dev.muster.token;

import dev.muster.tenant.Scope;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An API token as it is remembered: everything but the token itself.
///
/// @param owner    the member it acts as; of a service token, the member who answers for it
/// @param service  whether it acts as the tenant
/// @param scopes   what it may do at most
/// @param scoped   whether somebody chose the scopes; those of before scopes have all
/// @param lastUsed to the minute; none when never used
public record ApiToken(
        UUID id,
        String name,
        UserId owner,
        String ownerName,
        boolean service,
        Set<Scope> scopes,
        boolean scoped,
        Instant created,
        @Nullable Instant lastUsed,
        Instant expires) {
    public ApiToken {
        scopes = Set.copyOf(scopes);
    }

    /// Whether it is refused at that moment.
    public boolean isExpired(Instant now) {
        return !expires.isAfter(now);
    }
}
