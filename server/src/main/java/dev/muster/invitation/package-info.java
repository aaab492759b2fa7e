/// Joining a tenant: who was asked, and how they accept. Nobody is a member before, and a link of one tenant is good
/// for nothing in another.
///
/// Start reading at [Invitations].
@ApplicationModule(
        allowedDependencies = {"database", "problem", "edge", "audit", "tenant", "session", "signin", "mail"})
@NullMarked
package dev.muster.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
