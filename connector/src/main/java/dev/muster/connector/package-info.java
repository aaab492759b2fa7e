/// The seam between Muster and the applications it reads: what a connector is, and nothing else.
///
/// Start reading at [Connector]. A connector is described by data ([Description]), can try a
/// configuration ([Connector#check]), and reads an application feed by feed into a [FeedSink]. It stores
/// nothing, schedules nothing and knows no database; the host counts, checks and publishes.
@NullMarked
package dev.muster.connector;

import org.jspecify.annotations.NullMarked;
