/// Sealing and opening of credentials, and signing of the audit record. The master key lives outside the database.
///
/// Start reading at [Seal].
@ApplicationModule(allowedDependencies = {"database", "connector"})
@NullMarked
package dev.muster.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
