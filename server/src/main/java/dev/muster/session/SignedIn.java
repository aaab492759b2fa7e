package dev.muster.session;

import dev.muster.database.TenantId;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Whoever a session belongs to. What they may do is asked of the database at each request, never kept here.
///
/// @param userName at sign-in
/// @param only     the tenant whose single sign-on told who it is, and which is all that this opens; none after a
/// password
public record SignedIn(UUID id, String userName, @Nullable TenantId only) implements AuthenticatedPrincipal {

    /// The principal of a user who has just proved who they are.
    public static SignedIn as(User user) {
        return new SignedIn(user.id().value(), user.name(), null);
    }

    /// The principal of a user whom the single sign-on of a tenant has just named.
    public static SignedIn as(User user, TenantId only) {
        return new SignedIn(user.id().value(), user.name(), only);
    }

    /// Whether this opens a tenant, for somebody who is a member there.
    public boolean opens(Tenant tenant) {
        return only == null || only.equals(tenant.id());
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
