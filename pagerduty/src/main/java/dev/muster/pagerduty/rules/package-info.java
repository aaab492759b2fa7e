/// What the roles that were read amount to: who may do what, and by which way.
///
/// Start reading at [EffectiveAccess].
@NullMarked
package dev.muster.pagerduty.rules;

import org.jspecify.annotations.NullMarked;
