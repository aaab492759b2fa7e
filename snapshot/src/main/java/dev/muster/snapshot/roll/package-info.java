/// What was read, kept small: hundreds of thousands of grants fit into a little heap.
///
/// Start reading at [Roll].
@NullMarked
package dev.muster.snapshot.roll;

import org.jspecify.annotations.NullMarked;
