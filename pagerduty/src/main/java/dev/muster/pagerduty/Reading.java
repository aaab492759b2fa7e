package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;

/// Reads the records of one feed.
@FunctionalInterface
interface Reading {

    /// @throws ReadFailed when the feed could not be read to its end
    FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException;
}
