package dev.muster.invitation;

import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who was asked to join a tenant and has not answered.
///
/// @param email      the invitation is for; whoever joins may have another
/// @param name       as the inviter wrote it
/// @param inviter    whose link it is; none as long as no link was made
/// @param invitedBy  name of the inviter
/// @param validUntil when the link ends
public record Invitation(
        UUID id,
        String email,
        String name,
        Role role,
        @Nullable UserId inviter,
        String invitedBy,
        Instant invitedAt,
        Instant validUntil) {

    /// Whether the link no longer counts by that moment.
    public boolean isOver(Instant now) {
        return !validUntil.isAfter(now);
    }
}
