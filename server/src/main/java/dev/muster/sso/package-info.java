/// Single sign-on: a tenant's own provider says who somebody is, by OpenID Connect, for that tenant alone.
///
/// Start reading at [SignOn], which is one way through the provider and back; [IdTokens] says what is believed,
/// [Arrivals] who comes in.
@ApplicationModule(
        allowedDependencies = {
            "connector",
            "kit",
            "database",
            "problem",
            "edge",
            "request",
            "audit",
            "api",
            "secret",
            "witness",
            "tenant",
            "session",
            "signin",
            "web"
        })
@NullMarked
package dev.muster.sso;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
