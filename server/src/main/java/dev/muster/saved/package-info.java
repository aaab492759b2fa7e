/// Filters of lists that people gave a name: for themselves, or shared with everybody in the tenant. Pages and REST.
///
/// Start reading at [SavedFilters], and at [FilteredList], which rooms with lists implement.
@ApplicationModule(allowedDependencies = {"database", "problem", "audit", "tenant", "api", "web"})
@NullMarked
package dev.muster.saved;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
