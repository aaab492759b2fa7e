/// What people look at: pages, REST and files over the ledger and over rights.
///
/// Start reading at [AccountsPages], and at [AccountPages] for rights.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "problem",
            "integration",
            "setup",
            "ledger",
            "rights",
            "source",
            "people",
            "download",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.explorer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
