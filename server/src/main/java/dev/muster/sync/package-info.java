/// Sync runs: schedule, staging, certificate, hold and publication.
///
/// Start reading at [SyncRunner], which reads; [RunEnding] decides what becomes of what was read.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "request",
            "audit",
            "tenant",
            "integration",
            "host",
            "ledger",
            "signin",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
