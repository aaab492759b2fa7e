/// What can be wrong with what somebody asked for, in words that say what to do.
///
/// Start reading at [InvalidInput].
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.muster.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
