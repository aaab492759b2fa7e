package dev.muster.audit;

/// Tells where the act comes from that this thread works on.
@FunctionalInterface
public interface Origins {
    /// [Origin#NONE] outside of requests.
    Origin now();
}
