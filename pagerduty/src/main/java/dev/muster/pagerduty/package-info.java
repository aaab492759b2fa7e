/// The PagerDuty connector: reads an account completely, or says exactly what it could not see.
///
/// Start reading at [PagerDuty]. Each feed has a file of its own ([CredentialFeed], [UsersFeed], [TeamsFeed],
/// [TeamMembersFeed]) and knows only what its records mean. Below them [Walk] turns pages into a whole listing,
/// [Api] paces and retries, and [Wire] sends: it has one method, and that method can only GET.
@NullMarked
package dev.muster.pagerduty;

import org.jspecify.annotations.NullMarked;
