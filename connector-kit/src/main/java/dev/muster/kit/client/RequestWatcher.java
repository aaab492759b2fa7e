package dev.muster.kit.client;

/// Hears of every request to the service, to count them. Called on the thread that reads, and must be quick.
@FunctionalInterface
public interface RequestWatcher {
    /// Hears nothing.
    RequestWatcher NONE = status -> {};

    /// @param status of the answer; 0 when none came
    void answered(int status);
}
