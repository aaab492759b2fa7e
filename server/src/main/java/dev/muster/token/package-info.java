/// API tokens: what scripts call with, what each may do, and how often.
///
/// Start reading at [ApiTokens].
@ApplicationModule(allowedDependencies = {"database", "problem", "audit", "tenant", "session", "request"})
@NullMarked
package dev.muster.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
