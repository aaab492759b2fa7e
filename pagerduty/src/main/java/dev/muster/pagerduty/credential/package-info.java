/// What Muster proves itself with: tokens and OAuth apps, and what a few requests tell of them.
///
/// Start reading at [Sessions], which opens a [Session] for a configuration, and at [Probe].
@NullMarked
package dev.muster.pagerduty.credential;

import org.jspecify.annotations.NullMarked;
