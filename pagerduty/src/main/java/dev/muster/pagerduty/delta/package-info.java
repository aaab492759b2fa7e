/// What a run remembers for the next, so that only what changed is read again; and the audit trail, which tells that.
///
/// Start reading at [Recollection] and [ChangedMembers].
@NullMarked
package dev.muster.pagerduty.delta;

import org.jspecify.annotations.NullMarked;
