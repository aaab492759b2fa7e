/// What came back: read within bounds, and reduced to the fields that a connector names.
///
/// Start reading at [Answer], then [Json] and [Fields].
@NullMarked
package dev.muster.kit.answer;

import org.jspecify.annotations.NullMarked;
