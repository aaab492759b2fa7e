/// What somebody proves besides a password: codes of an authenticator app, passkeys, and recovery codes for whoever
/// lost these.
///
/// Start reading at [SecondFactors], and [Passkeys].
@ApplicationModule(
        allowedDependencies = {
            "connector",
            "database",
            "problem",
            "audit",
            "secret",
            "mail",
            "tenant",
            "session",
            "passkey"
        })
@NullMarked
package dev.muster.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
