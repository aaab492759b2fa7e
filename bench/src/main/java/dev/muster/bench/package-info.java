/// Measures Muster from outside, as people meet it: by its commands, pages and API. Never part of the tests, because a
/// busy machine is no fault of the code.
///
/// Start reading at [Bench]; each thing that is measured is a [Measurement].
@NullMarked
package dev.muster.bench;

import org.jspecify.annotations.NullMarked;
