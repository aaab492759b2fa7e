package dev.muster.session;

import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Whoever a session belongs to. What they may do is asked of the database at each request, never kept here.
///
/// @param userName at sign-in
public record SignedIn(UUID id, String userName) implements AuthenticatedPrincipal {

    /// The principal of a user who has just proved who they are.
    public static SignedIn as(User user) {
        return new SignedIn(user.id().value(), user.name());
    }

    /// Of the signed-in user.
    public UserId user() {
        return new UserId(id);
    }

    @Override
    public String getName() {
        return id.toString();
    }
}
