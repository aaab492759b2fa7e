/// Sessions of browsers, in PostgreSQL: by the hash of their id, holding text alone.
///
/// Start reading at [StoredSessions].
@ApplicationModule(allowedDependencies = {"database", "edge", "request", "tenant"})
@NullMarked
package dev.muster.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
