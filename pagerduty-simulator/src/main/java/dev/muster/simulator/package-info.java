/// A PagerDuty account that lives on loopback: it answers what PagerDuty answers, counts what it was asked, and
/// misbehaves on demand.
///
/// Start reading at [PagerDutySimulator]. What the account holds is in `account`, made of what is in `objects`; how it
/// changes from day to day is in `days`. A request is taken by the [Desk], seen through the eyes of its caller
/// (`view`), and answered by one small class for each address (`endpoints`) in the ways of `http`. What goes wrong is
/// scripted with what is in `faults`; a [Pitfall] is something that real accounts do.
@NullMarked
package dev.muster.simulator;

import org.jspecify.annotations.NullMarked;
