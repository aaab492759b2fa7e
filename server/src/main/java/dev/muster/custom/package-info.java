/// The custom application: whatever has no connector, told by files that people and scripts bring. What a column means
/// is said once; a file becomes a run like any other, and waits for a look before it is published.
///
/// Start reading at [Uploads], which takes files in, and [CustomApplication], which reads them for a run.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "audit",
            "tenant",
            "web",
            "api",
            "table",
            "form",
            "integration",
            "setup",
            "people",
            "ledger",
            "sync",
            "connector",
            "host"
        })
@NullMarked
package dev.muster.custom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
