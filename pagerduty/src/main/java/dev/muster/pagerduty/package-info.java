/// The PagerDuty connector: reads an account completely, or says exactly what it could not see.
///
/// Start reading at [PagerDuty], then at the run in `feeds`, which lists what is read. Whose account it is and what a
/// credential sees is found out in `credential`; `delta` remembers what need not be read again; `rules` say what roles
/// amount to. What is PagerDuty's own in its API stands in `api`; sending, pacing and paging are the kit's
/// (`dev.muster.kit`).
@NullMarked
package dev.muster.pagerduty;

import org.jspecify.annotations.NullMarked;
