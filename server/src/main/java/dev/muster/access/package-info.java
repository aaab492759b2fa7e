/// Who has what access: accounts, resources, grants and links, now and as of any revision.
///
/// Start reading at [Publication], the only writer.
@ApplicationModule(allowedDependencies = {"database", "tenant", "integration", "web", "api", "connector", "host"})
@NullMarked
package dev.muster.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
