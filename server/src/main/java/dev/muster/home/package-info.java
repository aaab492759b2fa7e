/// Home: what needs attention in a tenant, how many people and seats there are, and how that changed.
///
/// Start reading at [HomeFacts], which gathers the page.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "integration",
            "setup",
            "ledger",
            "difference",
            "people",
            "changes",
            "web",
            "connector"
        })
@NullMarked
package dev.muster.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
