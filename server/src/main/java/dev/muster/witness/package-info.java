/// What is seen at the doors and enters the audit record: sign-ins and sign-outs, what failed or was refused, and files
/// that were read. What was refused is bounded, so that strangers can neither fill a record nor slow anybody.
///
/// Start reading at [SignIns], [RefusedRequests] and [FilesRead].
@ApplicationModule(allowedDependencies = {"database", "problem", "edge", "audit", "tenant"})
@NullMarked
package dev.muster.witness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
