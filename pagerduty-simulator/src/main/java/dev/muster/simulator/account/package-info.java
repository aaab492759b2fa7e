/// The account as a whole: what fills it, what changes it, and what its plan includes.
///
/// Start reading at [SimulatedAccount]. Each `Generator` fills one part of it from a seed. An [AuditedAccount] changes
/// it and leaves a record of each change.
@NullMarked
package dev.muster.simulator.account;

import org.jspecify.annotations.NullMarked;
