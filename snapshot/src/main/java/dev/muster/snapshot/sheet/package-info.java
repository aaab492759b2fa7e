/// What is printed, in each of its formats: cells and columns become a table, CSV, JSON or lines of JSON.
///
/// Start reading at [Sheet].
@NullMarked
package dev.muster.snapshot.sheet;

import org.jspecify.annotations.NullMarked;
