package dev.muster.token;

import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An API token as it is remembered: everything but the token itself.
///
/// @param owner    the member it acts as
/// @param lastUsed to the minute; none when never used
public record ApiToken(
        UUID id,
        String name,
        UserId owner,
        String ownerName,
        Instant created,
        @Nullable Instant lastUsed,
        Instant expires) {

    /// Whether it is refused at that moment.
    public boolean isExpired(Instant now) {
        return !expires.isAfter(now);
    }
}
