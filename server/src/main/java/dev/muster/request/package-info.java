/// What stands between the port and the application: the id of each request, a place for it, answers about the server's
/// health, the access log, and words for what nobody foresaw.
///
/// Start reading at [FrontValve], through which every request comes.
@ApplicationModule(allowedDependencies = {"database", "edge", "audit"})
@NullMarked
package dev.muster.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
