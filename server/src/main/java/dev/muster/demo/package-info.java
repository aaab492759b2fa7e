/// Something to look at within a minute: a simulated PagerDuty account, two tenants, a sign-in for each role, and an
/// integration made by the same front doors a person goes through.
///
/// Start reading at [Demo]. No other room knows of this one but the command line.
@ApplicationModule(
        allowedDependencies = {"database", "audit", "tenant", "signin", "integration", "connector", "simulator"})
@NullMarked
package dev.muster.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
