package dev.muster.kit.client;

import java.time.Duration;

/// Lets time pass before a retry or until the rate limit is renewed. A seam, so that tests need not wait.
@FunctionalInterface
public interface Pause {

    /// Really waits.
    Pause SLEEP = Thread::sleep;

    /// Returns after this time.
    ///
    /// @throws InterruptedException when the run was cancelled meanwhile
    void of(Duration time) throws InterruptedException;
}
