package dev.muster.tenant;

import dev.muster.database.TenantId;
import java.util.List;
import java.util.Optional;

/// The members of a tenant.
public interface Members {

    /// All members, by name.
    List<Member> of(TenantId tenant);

    /// One member; empty when the user is not, or no longer, a member.
    Optional<Member> find(TenantId tenant, UserId user);
}
