/// What somebody can do at a revision: the levels that are held, put through the rules of the application.
///
/// Start reading at [Rulebook].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "problem",
            "integration",
            "ledger",
            "difference",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
