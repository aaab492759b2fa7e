/// Sync runs: schedule, staging, certificate, hold and publication. What people see of them stands in the room `runs`.
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
            "connector"
        })
@NullMarked
package dev.muster.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
