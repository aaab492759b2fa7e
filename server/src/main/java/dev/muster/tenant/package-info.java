/// Tenants, their members and what each role may do.
///
/// Start reading at [TenantAccess]: every page and every API call begins with one.
@ApplicationModule(allowedDependencies = {"database", "problem", "audit"})
@NullMarked
package dev.muster.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
