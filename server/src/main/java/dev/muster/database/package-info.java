/// The ground: PostgreSQL embedded or by URL, its roles and migrations, and transactions that belong to one tenant.
///
/// Start reading at [TenantTransactions]. Nothing else in Muster opens a transaction on tenant data.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.muster.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
