/// Sync runs: schedule, staging, certificate, hold and publication.
///
/// Start reading at [SyncRunner], which reads; [RunEnding] decides what becomes of what was read.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "request",
            "audit",
            "tenant",
            "integration",
            "host",
            "access",
            "signin",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
