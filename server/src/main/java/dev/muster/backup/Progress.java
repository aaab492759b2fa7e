package dev.muster.backup;

/// Hears how far long work has come. Called often; whoever prints chooses how often.
@FunctionalInterface
public interface Progress {
    /// @param what  is being done: `Reading access_grant`
    /// @param bytes of it so far
    void at(String what, long bytes);
}
