/// Writes what is read: feeds side by side, part by part, record by record.
///
/// Start reading at [Sweep]. [PartByPart] is for what is a listing for each of something, [ListingFeed] for what is
/// one.
@NullMarked
package dev.muster.kit.feed;

import org.jspecify.annotations.NullMarked;
