/// What an operator can watch: metrics, details and health on a port of their own.
///
/// Start reading at [ManagementServer]. Nothing here is asked while somebody scrapes: [Observer] looks in the
/// background.
@ApplicationModule(
        allowedDependencies = {"database", "request", "tenant", "signin", "integration", "sync", "shipping", "kit"})
@NullMarked
package dev.muster.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
