/// Muster: who has what access, since when, and why. Each package below is a room; see its `package-info`.
@NullMarked
package dev.muster;

import org.jspecify.annotations.NullMarked;
