/// Keeping and moving data: what a backup holds, its file, taking and restoring one, and the end of a tenant.
///
/// Start reading at [Backup], which takes one, and [Restore]; [StoredTable] lists what is kept of every table.
@ApplicationModule(allowedDependencies = {"database", "audit", "secret", "tenant", "session"})
@NullMarked
package dev.muster.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
