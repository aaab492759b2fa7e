/// Asking once more who somebody is, before what a found session must not do. What they typed waits, sealed, in the
/// page that asks.
///
/// Start reading at [ConfirmFilter].
@ApplicationModule(
        allowedDependencies = {"connector", "edge", "secret", "session", "signin", "factor", "passkey", "tenant", "web"
        })
@NullMarked
package dev.muster.confirm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
