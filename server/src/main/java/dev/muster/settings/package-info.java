/// The pages under Settings: members, API tokens and the audit record.
@ApplicationModule(allowedDependencies = {"database", "problem", "edge", "audit", "tenant", "signin", "web"})
@NullMarked
package dev.muster.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
