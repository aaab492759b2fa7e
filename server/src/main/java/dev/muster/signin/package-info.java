/// Who is asking: passwords, sessions, throttling and API tokens.
@ApplicationModule(allowedDependencies = {"database", "problem", "edge", "request", "audit", "tenant", "session"})
@NullMarked
package dev.muster.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
