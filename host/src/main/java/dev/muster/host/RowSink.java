package dev.muster.host;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.List;
import java.util.Set;

/// Keeps the rows of one reading, or shows them. Given by whoever reads; called by the reading thread alone.
public interface RowSink {

    /// The rows of one feed come. The one before is closed.
    ///
    /// @param tally what is counted of it, for what only the keeper of rows can say
    FeedRows open(Feed feed, FeedTally tally) throws InterruptedException;

    /// Takes the rows of one feed.
    interface FeedRows {

        /// A record, counted already.
        void record(String recordId, List<Row> rows) throws InterruptedException;

        /// A page was read to its end: whoever looks on may see what came so far.
        default void page() {}

        /// Nothing more comes of this feed.
        ///
        /// @param kept   what stands as it was published; of a feed that may not close anything this counts for
        ///               nothing
        /// @param unread keys of the parts that could not be read
        void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) throws InterruptedException;
    }
}
