package dev.muster.audit;

/// How an act ended and where it came from: what entries tell since they are hashed in form 2.
public record Circumstances(Outcome outcome, Origin origin) {}
