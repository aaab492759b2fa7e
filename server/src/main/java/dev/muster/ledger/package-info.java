/// Who has what access: accounts, resources, grants and links, written as revisions and read at any of them.
///
/// Start reading at [Publication], the only writer, and [Revision], which every read names.
@ApplicationModule(
        allowedDependencies = {"database", "problem", "api", "audit", "tenant", "integration", "connector", "host"})
@NullMarked
package dev.muster.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
