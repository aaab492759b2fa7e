package dev.muster.simulator.objects;

/// A licence in somebody's hands.
///
/// @param userId may be nobody's
public record Allocation(String userId, Licence licence) {}
