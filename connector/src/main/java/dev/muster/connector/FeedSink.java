package dev.muster.connector;

/// Where a connector puts what it reads. Given by the host for one run, used by one thread at a time.
public interface FeedSink {

    /// Opens a feed of [Description#feeds]. Each is opened once, in that order, after the one before was closed.
    FeedWriter open(Feed feed) throws InterruptedException;
}
