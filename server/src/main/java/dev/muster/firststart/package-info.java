/// The first start of a Muster that nobody can sign in to: a link on the console makes its first tenant and its first
/// Administrator.
///
/// Start reading at [FirstStart].
@ApplicationModule(allowedDependencies = {"database", "problem", "edge", "tenant", "session", "signin"})
@NullMarked
package dev.muster.firststart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
