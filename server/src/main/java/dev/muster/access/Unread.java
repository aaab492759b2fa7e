package dev.muster.access;

import dev.muster.connector.Key;
import java.util.Map;
import java.util.Optional;

/// What was not read in the newest revision, in words that follow a "because":
/// `the members of team Payments could not be read since 22 Nov 2026, 02:00`.
///
/// @param feeds of feeds that were not read to their end, by their id
/// @param parts of parts of other feeds, by the id of the feed
record Unread(Map<String, String> feeds, Map<String, Map<Key, String>> parts) {
    /// Everything was read.
    static final Unread NOTHING = new Unread(Map.of(), Map.of());

    Unread {
        feeds = Map.copyOf(feeds);
        parts = Map.copyOf(parts);
    }

    /// What to say of a part; empty when it was read.
    Optional<String> part(String feed, Key part) {
        return Optional.ofNullable(feeds.get(feed))
                .or(() -> Optional.ofNullable(parts.getOrDefault(feed, Map.of()).get(part)));
    }
}
