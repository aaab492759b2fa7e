package dev.muster.connector;

import java.time.Instant;

/// How the reading of one part of a feed ended.
public sealed interface PartEnd {

    /// Read to its end. What the feed held of it and does not show any more is gone.
    record Read() implements PartEnd {}

    /// It was listed when the reading began and is not any more, which the list that named it proves: it was read
    /// once more. What the feed held of it is gone.
    record Removed() implements PartEnd {}

    /// It could not be read. Nothing of it was handed over, and what the feed held of it stays, with its age.
    ///
    /// @param at when the last answer about it came, or was given up
    record Unread(Problem problem, Instant at) implements PartEnd {}
}
