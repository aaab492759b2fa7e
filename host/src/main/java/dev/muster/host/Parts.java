package dev.muster.host;

import org.jspecify.annotations.Nullable;

/// How far a feed is that takes many steps, and how the parts ended that it is read by.
///
/// @param done    steps or parts that are behind it; none when nobody counts
/// @param of      how many there are
/// @param read    parts read to their end
/// @param removed parts that were listed when the reading began and not any more
/// @param unread  parts that could not be read
public record Parts(@Nullable Long done, @Nullable Long of, long read, long removed, long unread) {
    /// Of a feed that is one listing.
    public static final Parts NONE = new Parts(null, null, 0, 0, 0);
}
