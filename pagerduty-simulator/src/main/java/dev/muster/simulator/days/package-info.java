/// Days that pass in an account: people join, leave and change role, each change with its audit records.
///
/// Start reading at [SimulatedDays].
@NullMarked
package dev.muster.simulator.days;

import org.jspecify.annotations.NullMarked;
