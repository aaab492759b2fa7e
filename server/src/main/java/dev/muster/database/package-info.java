/// The ground: PostgreSQL embedded or by URL, its roles and migrations, and transactions that belong to one tenant.
///
/// Start reading at [TenantTransactions]. Nothing else in Muster opens a transaction on tenant data.
///
/// A transaction takes its locks in one order, so that two of them wait for each other in one direction only; a step
/// may be left out, never taken later:
///
/// 1. members: Administrators among themselves, or those whom an integration shall name
/// 2. the integration's row in `integration_status`: whoever decides about an integration
/// 3. its run in `sync_run`, then what hangs on the run, then staged rows and facts
/// 4. the integration itself, its owners and credentials
/// 5. its instance in `scheduled_tasks`
/// 6. the tenant's audit chain, which is held to the end: record last
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.muster.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
