/// What a test may let go wrong: answers that are replaced, altered, late, cut off or endless.
///
/// A [Fault] is scripted on [Faults], by path and by number of request.
@NullMarked
package dev.muster.simulator.faults;

import org.jspecify.annotations.NullMarked;
