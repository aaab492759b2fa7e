/// What each feed reads, and what its records mean.
///
/// Start reading at [Run], which reads one after the other. Each feed has a file of its own, ending in `Feed`.
@NullMarked
package dev.muster.pagerduty.feeds;

import org.jspecify.annotations.NullMarked;
