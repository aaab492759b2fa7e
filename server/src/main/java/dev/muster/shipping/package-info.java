/// Sends the audit record to a file or a syslog server that the operator named: every entry at least once, in order,
/// and by one server at a time.
///
/// Start reading at [Shipping].
@ApplicationModule(allowedDependencies = {"database", "audit", "tenant"})
@NullMarked
package dev.muster.shipping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
