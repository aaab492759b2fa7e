package dev.muster.simulator.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds requests until a test lets them go. Once released it stays open.
public final class FaultGate {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /// Returns once a request waits here; at most 30 seconds.
    ///
    /// @throws IllegalStateException when none came
    public void awaitReached() throws InterruptedException {
        if (!reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "No request reached the gate within %d seconds. Check the path and number its fault is scripted for"
                            .formatted(PATIENCE.toSeconds()));
        }
    }

    /// Lets every request go on, those to come too.
    public void release() {
        released.countDown();
    }

    void hold() throws InterruptedException {
        reached.countDown();
        released.await();
    }
}
