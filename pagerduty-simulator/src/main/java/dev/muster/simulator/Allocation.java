package dev.muster.simulator;

/// A licence in somebody's hands.
///
/// @param userId may be nobody's
record Allocation(String userId, Licence licence) {}
