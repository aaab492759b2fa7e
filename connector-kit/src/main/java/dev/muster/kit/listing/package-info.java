/// Reads listings to their end, and proves as far as can be that it was all of them.
///
/// Start reading at [Walk]. [Slices] reads those that are longer than a service shows.
@NullMarked
package dev.muster.kit.listing;

import org.jspecify.annotations.NullMarked;
