package dev.muster.pagerduty;

/// Counts requests, and stops the run by throwing when it was cancelled.
@FunctionalInterface
interface Meter {

    /// Another request is about to be sent.
    void requested() throws InterruptedException;
}
