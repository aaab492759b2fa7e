package dev.muster.kit.feed;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.kit.transport.ReadFailed;

/// Reads the records of one feed.
@FunctionalInterface
public interface Reading {

    /// @throws ReadFailed when the feed could not be read to its end
    FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException;
}
