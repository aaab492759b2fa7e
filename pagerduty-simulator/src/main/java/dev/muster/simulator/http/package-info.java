/// Requests and answers, whatever they are about: queries, paths, pages, refusals, and the log of what was asked.
///
/// Start reading at [Visit], which is one request on its way through, and at [Answer].
@NullMarked
package dev.muster.simulator.http;

import org.jspecify.annotations.NullMarked;
