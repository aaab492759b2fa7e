/// The command line: what a person types, checked before anything starts, and what they read when it does not.
///
/// Start reading at [Commands].
@ApplicationModule(
        allowedDependencies = {"audit", "backup", "database", "edge", "secret", "demo", "snapshot", "simulator"})
@NullMarked
package dev.muster.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
