/// Where a fact was read: the feed and the record that told it, the run that first read it so, when it was seen first
/// and last, and what of it was not read again. Every page that explains a fact explains it with these words.
///
/// Start reading at [Sources].
@ApplicationModule(
        allowedDependencies = {"tenant", "integration", "setup", "ledger", "rights", "web", "api", "connector"})
@NullMarked
package dev.muster.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
