/// How PagerDuty's API is spoken to, and what it calls things: its addresses, headers, ways of listing, roles and
/// feeds.
///
/// Start reading at [Conventions] and [Feeds].
@NullMarked
package dev.muster.pagerduty.api;

import org.jspecify.annotations.NullMarked;
