/// What changed: between two revisions of one integration, in its data and in rights, and between two days in all
/// applications of a tenant. Pages, REST and files.
///
/// Start reading at [ChangesPages], and at [AllChanges] for all applications.
@ApplicationModule(
        allowedDependencies = {
            "tenant",
            "problem",
            "integration",
            "setup",
            "ledger",
            "difference",
            "rights",
            "source",
            "people",
            "explorer",
            "download",
            "saved",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
