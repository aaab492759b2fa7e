/// The edge of the server: where it listens, whom it believes, and what it lets in before anything else is asked.
///
/// Start reading at [Listening]. Every limit stands in [Limits], and what an operator says in [EdgeSettings].
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.muster.edge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
