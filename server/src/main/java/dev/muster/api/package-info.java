/// What every REST call shares: problem+json, keyset paging, OpenAPI.
@ApplicationModule(allowedDependencies = {"database", "problem", "edge", "request", "witness", "tenant", "signin"})
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
