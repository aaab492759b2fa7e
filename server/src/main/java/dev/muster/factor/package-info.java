/// What somebody proves besides a password: codes of an authenticator app, and recovery codes for whoever lost it.
///
/// Start reading at [SecondFactors].
@ApplicationModule(allowedDependencies = {"connector", "database", "problem", "audit", "secret", "tenant", "session"})
@NullMarked
package dev.muster.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
