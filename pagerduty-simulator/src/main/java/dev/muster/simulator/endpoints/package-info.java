/// The addresses of the API, each one small [Endpoint].
///
/// Start reading at [Endpoints], which names them all.
@NullMarked
package dev.muster.simulator.endpoints;

import org.jspecify.annotations.NullMarked;
