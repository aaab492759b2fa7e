/// A PagerDuty account that lives on loopback: it answers what PagerDuty answers, counts what it was asked, and
/// misbehaves on demand.
///
/// Start reading at [PagerDutySimulator]. What the account holds is a [SimulatedAccount], what goes wrong is a
/// [Fault] scripted on [Faults], what was asked is in the [RequestLog]. An address of the API is one small
/// [Endpoint]; [Endpoints] names them all.
@NullMarked
package dev.muster.simulator;

import org.jspecify.annotations.NullMarked;
