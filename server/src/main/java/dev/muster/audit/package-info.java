/// Who did what: an append-only record per tenant, chained by hash and signed, written in the transaction of the change
/// itself.
///
/// Start reading at [AuditTrail].
@ApplicationModule(allowedDependencies = {"database", "secret"})
@NullMarked
package dev.muster.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
