/// Sends, by the way that the operator of this machine wants, and says in words what went wrong on it.
///
/// Start reading at [Wire], which can only GET, and at [Route]. What an app posts for its token goes out by
/// [TokenRequest] alone.
@NullMarked
package dev.muster.kit.transport;

import org.jspecify.annotations.NullMarked;
