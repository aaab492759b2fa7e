/// `muster snapshot`: one reading of an account, printed as it comes. No server, no database, no framework; and no
/// application by name, because the connector that is on the class path says all there is to say of it.
///
/// Start reading at [SnapshotCommand], which understands the command line, then [Snapshot], which reads. What
/// is read is counted and judged by the host, remembered in a few bytes (`roll`), seen one way ([View]:
/// accounts, grants ...) and written another (`sheet`: table, CSV ...). All of it follows the connector's
/// description and rows: a feed that the connector learns appears here by itself.
@NullMarked
package dev.muster.snapshot;

import org.jspecify.annotations.NullMarked;
