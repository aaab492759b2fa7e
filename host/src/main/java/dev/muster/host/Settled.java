package dev.muster.host;

import org.jspecify.annotations.Nullable;

/// What only the keeper of the rows can tell of a feed, once all of them are in.
///
/// @param stored     records whose rows were taken
/// @param duplicates records not taken because they came more than once
/// @param unresolved references to something no listing shows
/// @param unknown    values the connector does not know
/// @param digest     of the stored rows; none when nobody needs one
public record Settled(
        long stored,
        long duplicates,
        long unresolved,
        long unknown,
        @Nullable String digest) {
    static final Settled NOT_YET = new Settled(0, 0, 0, 0, null);
}
