/// What judges a reading: takes any connector, counts what it brings, keeps its parts, and comes to a certificate and a
/// verdict. The server's sync and the command `snapshot` both stand on it, so that they never differ. No framework, no
/// database, no connector by name.
///
/// Start reading at [Reading], which a connector writes into and which hands rows on to a [RowSink]. Each feed is
/// counted by a [FeedTally] and proved by a [FeedCertificate]; [RunVerdict] says what all of them add up to. Why
/// something is not whole is a [Reason], the one place that has words for it.
@NullMarked
package dev.muster.host;

import org.jspecify.annotations.NullMarked;
