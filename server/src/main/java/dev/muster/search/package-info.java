/// Search from everywhere: teams, resources, people, accounts, pages and ready questions, a few of each.
///
/// Start reading at [Hits].
@ApplicationModule(
        allowedDependencies = {
            "tenant",
            "problem",
            "integration",
            "setup",
            "ledger",
            "people",
            "explorer",
            "access",
            "question",
            "saved",
            "web",
            "connector"
        })
@NullMarked
package dev.muster.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
