package dev.muster.kit.client;

/// Counts requests, and stops the run by throwing when it was cancelled.
@FunctionalInterface
public interface Meter {

    /// Another request is about to be sent.
    void requested() throws InterruptedException;
}
