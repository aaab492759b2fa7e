/// What changed between two revisions: pages, REST and files over differences of the ledger and of rights.
///
/// Start reading at [ChangesPages].
@ApplicationModule(
        allowedDependencies = {
            "tenant",
            "problem",
            "integration",
            "setup",
            "ledger", "difference",
            "rights",
            "explorer",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
