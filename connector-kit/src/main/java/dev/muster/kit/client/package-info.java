/// Asks one service as one run may: within its rate limit, a few requests at a time, and with the retries that help.
///
/// Start reading at [Api]. [Pacing] keeps to the rate limit, [Patience] says how long to go on, [InTurn] reads what
/// comes in many parts.
@NullMarked
package dev.muster.kit.client;

import org.jspecify.annotations.NullMarked;
