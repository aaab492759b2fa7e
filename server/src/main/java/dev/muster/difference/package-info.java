/// What changed between revisions of the ledger, of one integration or of several: counted, and row by row.
///
/// Start reading at [Changes].
@ApplicationModule(allowedDependencies = {"database", "problem", "api", "tenant", "integration", "ledger", "connector"})
@NullMarked
package dev.muster.difference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
