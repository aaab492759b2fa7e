/// The page of one resource: who can do what with it, who holds something on it, who is called about it and by which
/// way, and what it is linked to.
///
/// Start reading at [ResourcePages].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "problem",
            "integration",
            "setup",
            "sync",
            "host",
            "ledger",
            "rights",
            "source",
            "explorer",
            "download",
            "changes",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
