/// Access: who holds what, in one table over all applications of a tenant, as a page, over REST and as a file.
///
/// Start reading at [Grants], which lists what an [AccessFilter] lets through.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "problem",
            "integration",
            "setup",
            "ledger",
            "people",
            "changes",
            "explorer",
            "rights",
            "source",
            "download",
            "saved",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
