/// What people see of syncs: an integration's overview, its history with the certificate of each run, what waits for a
/// decision, and the REST of all this.
///
/// Start reading at [HistoryPages] and [CertificateView]. How a run comes about stands in the room `sync`.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "tenant",
            "download",
            "web",
            "api",
            "integration",
            "setup",
            "ledger",
            "sync",
            "connector",
            "host"
        })
@NullMarked
package dev.muster.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
