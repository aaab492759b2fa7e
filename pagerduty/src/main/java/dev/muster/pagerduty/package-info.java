/// The PagerDuty connector: reads an account completely, or says exactly what it could not see.
///
/// Start reading at [PagerDuty] and [Run]. [Feeds] lists what is read; each feed has a file of its own, ending in
/// `Feed`, and knows only what its records mean. Below them [Walk] turns pages into a whole listing, [Slices] those
/// that are too long, [InTurn] those that come in many parts; [Api] paces and retries, and [Wire] sends: it has one
/// method, and that method can only GET. What an OAuth app posts for its token goes out by [TokenRequest] alone.
///
/// [EffectiveAccess] is the other half: what the roles that were read amount to.
@NullMarked
package dev.muster.pagerduty;

import org.jspecify.annotations.NullMarked;
